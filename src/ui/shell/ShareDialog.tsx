import { useEffect, useState } from 'react'
import type { View } from '../view.ts'
import { Modal } from './Modal.tsx'

/** A link to the configuration and to what is shown. Nothing is sent anywhere: all of it stands in the address. */
export function ShareDialog({ view, onClose }: { view: View; onClose: () => void }) {
  const [link, setLink] = useState<Awaited<ReturnType<typeof view.session.links.make>>>()
  useEffect(() => {
    void view.session.links.make(location.href).then(setLink, view.session.report)
  }, [view])
  const isStepping = view.session.stepping.run !== undefined
  const hasSteps = link !== undefined && new URL(link.url).searchParams.has('schedule')
  const [told, setTold] = useState('')
  const { url = '', missing = [] } = link ?? {}
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(url)
      setTold('Copied.')
    } catch {
      setTold('The clipboard is closed to this page: select the link and copy it.')
    }
  }
  return (
    <Modal className="share" labelledBy="share-title" onClose={onClose}>
      <h2 id="share-title">Share</h2>
      <p>
        {hasSteps
          ? 'The link does the same steps again, and shows the op and all else that is shown here. All of it is in the address.'
          : 'The link starts a machine of this configuration, and shows what is shown here. All of it is in the address.'}
      </p>
      <label className="share-link">
        <span>Link, {url.length} characters</span>
        <textarea readOnly rows={3} value={url} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <ul className="share-missing">
        {missing.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {!isStepping && (
          <li>What is in the rings now does not go with it: save that as a file, under Files or by the export.</li>
        )}
      </ul>
      <p className="share-told" role="status">
        {told}
      </p>
      <p className="modal-buttons">
        <button
          type="button"
          className="button button-strong"
          disabled={!link}
          onClick={() => void copy()}
          data-autofocus
        >
          Copy link
        </button>
        {'share' in navigator && (
          <button type="button" className="button" onClick={() => void shareNatively(url)}>
            Share …
          </button>
        )}
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
      </p>
    </Modal>
  )
}

/** Giving up is no error. */
function shareNatively(url: string): Promise<void> {
  return navigator.share({ title: document.title, url }).catch(() => undefined)
}

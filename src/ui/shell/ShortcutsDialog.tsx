import { COMMANDS } from '../commands/commands.ts'
import { keyRows } from '../commands/key-table.ts'
import { openDebate } from '../debate/open-debate.ts'
import { openGlossary } from '../glossary/open-glossary.ts'
import type { View } from '../view.ts'
import { Modal } from './Modal.tsx'

interface ShortcutsDialogProps {
  view: View
  singleKeys: boolean
  onSingleKeys: (on: boolean) => void
  onClose: () => void
}

export function ShortcutsDialog({ view, singleKeys, onSingleKeys, onClose }: ShortcutsDialogProps) {
  return (
    <Modal className="shortcuts" labelledBy="shortcuts-title" onClose={onClose}>
      <h2 id="shortcuts-title">Keyboard shortcuts</h2>
      <div className="shortcuts-scroller" tabIndex={0} data-autofocus role="group" aria-labelledby="shortcuts-title">
        <table>
          {keyRows(COMMANDS).map(({ place, rows }) => (
            <tbody key={place}>
              <tr>
                <th scope="rowgroup" colSpan={2} className="shortcuts-where">
                  {place}
                </th>
              </tr>
              {rows.map(({ keys, does }) => (
                <tr key={does}>
                  <th scope="row">
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </th>
                  <td>{does}</td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
      <label className="shortcuts-single">
        <input type="checkbox" checked={singleKeys} onChange={(event) => onSingleKeys(event.target.checked)} /> keys
        that are one character act
      </label>
      <p className="modal-buttons">
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
        <button type="button" className="button" onClick={() => openGlossary(view)}>
          Glossary
        </button>
        <button type="button" className="button" onClick={() => openDebate(view)}>
          The debate of 2008
        </button>
      </p>
    </Modal>
  )
}

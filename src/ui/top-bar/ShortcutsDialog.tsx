import { useEffect, useRef } from 'react'
import { keysLabel, PLACES } from '../commands/command.ts'
import { COMMANDS } from '../commands/commands.ts'

interface ShortcutsDialogProps {
  open: boolean
  singleKeys: boolean
  onSingleKeys: (on: boolean) => void
  onClose: () => void
}

export function ShortcutsDialog({ open, singleKeys, onSingleKeys, onClose }: ShortcutsDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (open) dialog.current?.showModal()
    else dialog.current?.close()
  }, [open])
  return (
    <dialog className="shortcuts" ref={dialog} aria-labelledby="shortcuts-title" onClose={onClose}>
      <h2 id="shortcuts-title">Keyboard shortcuts</h2>
      <table>
        <tbody>
          {COMMANDS.map(
            (command) =>
              command.where && (
                <tr key={command.id}>
                  <th scope="row">
                    <kbd>{keysLabel(command)}</kbd>
                  </th>
                  <td>{command.title}</td>
                  <td className="shortcuts-where">{PLACES[command.where]}</td>
                </tr>
              ),
          )}
        </tbody>
      </table>
      <label className="shortcuts-single">
        <input type="checkbox" checked={singleKeys} onChange={(event) => onSingleKeys(event.target.checked)} /> keys
        that are one character are on
      </label>
      <button type="button" className="button" onClick={onClose}>
        Close
      </button>
    </dialog>
  )
}

import { Command as Menu } from 'cmdk'
import { keysLabel, runCommand } from '../commands/command.ts'
import type { Command } from '../commands/command.ts'
import { COMMANDS } from '../commands/commands.ts'
import type { View } from '../view.ts'
import { Modal } from './Modal.tsx'
import { score } from './palette-score.ts'

/** Every command that can be run from anywhere, found by parts of its words. */
export function Palette({ view, onClose }: { view: View; onClose: () => void }) {
  const choose = (command: Command): void => {
    onClose()
    runCommand(command, view)
  }
  return (
    <Modal className="palette" labelledBy="palette-title" onClose={onClose}>
      <h2 id="palette-title" className="visually-hidden">
        All commands
      </h2>
      <Menu label="All commands" loop filter={score}>
        <Menu.Input className="palette-input" placeholder="Find a command" data-autofocus />
        <Menu.List className="palette-list">
          <Menu.Empty className="palette-empty">No command has these words.</Menu.Empty>
          {groupsOf(COMMANDS).map(([group, commands]) => (
            <Menu.Group key={group} heading={group}>
              {commands.map((command) => (
                <Menu.Item
                  key={command.id}
                  value={command.title}
                  disabled={command.enabled?.(view) === false}
                  onSelect={() => choose(command)}
                >
                  <span>{command.title}</span>
                  <kbd>{keysLabel(command)}</kbd>
                </Menu.Item>
              ))}
            </Menu.Group>
          ))}
        </Menu.List>
      </Menu>
    </Modal>
  )
}

/** In the order of the list; what only its panel can do is left out. */
export function groupsOf(commands: readonly Command[]): [Command['group'], Command[]][] {
  const groups = new Map<Command['group'], Command[]>()
  for (const command of commands) {
    if (command.run) groups.set(command.group, [...(groups.get(command.group) ?? []), command])
  }
  return [...groups]
}

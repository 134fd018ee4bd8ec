import { CONTROLS_COMMANDS } from '../controls/controls-commands.ts'
import { LESSON_COMMANDS } from '../lesson/lesson-commands.ts'
import { DEBATE_COMMANDS } from '../debate/debate-commands.ts'
import { PRESENT_COMMANDS } from '../present/present-commands.ts'
import { RINGS_COMMANDS } from '../rings/rings-commands.ts'
import { TIMELINE_COMMANDS } from '../timeline/timeline-commands.ts'
import { EVENTS_COMMANDS } from '../events/events-commands.ts'
import { BYTES_COMMANDS } from '../bytes/bytes-commands.ts'
import { LEDGER_COMMANDS } from '../ledger/ledger-commands.ts'
import { MERGE_COMMANDS } from '../merge/merge-commands.ts'
import { START_COMMANDS } from '../start/start-commands.ts'
import { STEPS_COMMANDS } from '../steps/steps-commands.ts'
import { SHELL_COMMANDS } from '../shell/shell-commands.ts'
import type { Command } from './command.ts'

/** Everything that one can do, in the order of the palette and the lists. */
export const COMMANDS: readonly Command[] = [
  ...PRESENT_COMMANDS,
  ...SHELL_COMMANDS,
  ...RINGS_COMMANDS,
  ...TIMELINE_COMMANDS,
  ...EVENTS_COMMANDS,
  ...BYTES_COMMANDS,
  ...MERGE_COMMANDS,
  ...LEDGER_COMMANDS,
  ...STEPS_COMMANDS,
  ...CONTROLS_COMMANDS,
  ...LESSON_COMMANDS,
  ...START_COMMANDS,
  ...DEBATE_COMMANDS,
]

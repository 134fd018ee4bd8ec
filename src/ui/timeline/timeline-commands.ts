import type { Command } from '../commands/command.ts'

export const TIMELINE_COMMANDS: readonly Command[] = []

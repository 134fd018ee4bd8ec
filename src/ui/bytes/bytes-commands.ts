import type { Command } from '../commands/command.ts'

export const BYTES_COMMANDS: readonly Command[] = []

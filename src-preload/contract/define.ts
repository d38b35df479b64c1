import type { z } from 'zod';

/** One command of the bridge: its input and its output, both parsed on both sides. */
export interface CommandShape {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

/** Keeps the exact schemas of a table of commands. */
export function defineCommands<T extends Record<string, CommandShape>>(commands: T): T {
  return commands;
}

import type { z } from 'zod';

/** One command of the bridge: what goes in and what comes out, both parsed on both sides. */
export interface CommandShape {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

/** Keeps the exact schemas of a table of commands. */
export function defineCommands<T extends Record<string, CommandShape>>(commands: T): T {
  return commands;
}

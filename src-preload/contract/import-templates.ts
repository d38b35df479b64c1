import { z } from 'zod';
import { defineCommands } from './define.ts';
import { importDetail } from './dial-imports.ts';

export const templateName = z
  .string()
  .trim()
  .min(1, 'Enter a name for the template')
  .max(60, 'A template’s name is at most 60 characters');

/** What an import is done with again: columns, dialer, list, campaign and every setting, under a name. */
export const importTemplate = z.object({
  id: z.number(),
  name: z.string(),
  /** Null where the connection is no longer there. */
  connectionId: z.number().nullable(),
  connection: z.string().nullable(),
  listId: z.string(),
  campaign: z.string(),
  /** The columns that it fills fields from, by name. */
  columns: z.array(z.string()),
  usedAt: z.number(),
});
export type ImportTemplate = z.infer<typeof importTemplate>;

const byId = z.object({ id: z.number() });

export const templateCommands = defineCommands({
  /** By name. */
  'templates.list': { input: z.object({}), output: z.array(importTemplate) },
  /** Keeps how an import is configured under a name; one of that name is refused unless `replace` says otherwise. */
  'templates.save': {
    input: z.object({ importId: z.number(), name: templateName, replace: z.boolean().default(false) }),
    output: importTemplate,
  },
  'templates.remove': { input: byId, output: z.object({}) },
  /**
   * Configures a draft as a template says, its columns found by their names. `missing`: columns of the template that this file has
   * not; what they filled stays empty.
   */
  'templates.use': {
    input: z.object({ importId: z.number(), name: z.string().trim().min(1) }),
    output: z.object({ detail: importDetail, missing: z.array(z.string()) }),
  },
});

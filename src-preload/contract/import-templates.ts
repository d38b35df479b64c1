import { z } from 'zod';
import { defineCommands } from './define.ts';
import { importDetail } from './dial-imports.ts';

export const templateName = z
  .string()
  .trim()
  .min(1, 'Enter a name for the template')
  .max(60, 'A template’s name is at most 60 characters');

/** The saved configuration of an import: columns, dialer, list, campaign and every setting, under a name. */
export const importTemplate = z.object({
  id: z.number(),
  name: z.string(),
  /** Null if the connection no longer exists. */
  connectionId: z.number().nullable(),
  connection: z.string().nullable(),
  listId: z.string(),
  campaign: z.string(),
  /** The names of the columns that fill fields. */
  columns: z.array(z.string()),
  usedAt: z.number(),
});
export type ImportTemplate = z.infer<typeof importTemplate>;

const byId = z.object({ id: z.number() });

export const templateCommands = defineCommands({
  /** By name. */
  'templates.list': { input: z.object({}), output: z.array(importTemplate) },
  /** Saves an import's configuration under a name. An existing name is refused unless `replace` is set. */
  'templates.save': {
    input: z.object({ importId: z.number(), name: templateName, replace: z.boolean().default(false) }),
    output: importTemplate,
  },
  'templates.remove': { input: byId, output: z.object({}) },
  /**
   * Configures a draft with a template, with columns found by their names. `missing`: columns of the template that this file doesn't have;
   * their fields stay empty.
   */
  'templates.use': {
    input: z.object({ importId: z.number(), name: z.string().trim().min(1) }),
    output: z.object({ detail: importDetail, missing: z.array(z.string()) }),
  },
});

import { z } from 'zod';
import { connection } from './connections.ts';
import { defineCommands } from './define.ts';
import { dialImport } from './dial-imports.ts';
import { jobCounts } from './job-states.ts';
import { shownPath, writePath } from './paths.ts';
import { newerVersion } from './updates.ts';

/** Everything that the strip at the bottom and `trunkline status` show. */
export const deskStatus = z.object({
  version: z.string(),
  dataDir: z.string(),
  /** A problem of the whole desk, in words: the disk refuses writes, or it was restored from a backup. */
  ailment: z.string().nullable(),
  notice: z.string().nullable(),
  /** A newer version to be shown. */
  update: newerVersion.pick({ version: true, url: true }).nullable(),
  /** Whether the queue runs here; not in a short command of the terminal. */
  sends: z.boolean(),
  /** Nothing is in flight and nothing can be sent before someone acts. */
  idle: z.boolean(),
  connections: z.array(connection),
  imports: z.array(dialImport),
  /** Whether there are any leads, from any source. */
  hasLeads: z.boolean(),
  counts: jobCounts,
  /** While the index is rebuilt from the rows of leads: how many of how many, and about how long it still takes. */
  index: z.object({ done: z.number(), total: z.number(), msLeft: z.number().nullable() }).nullable(),
  /** While the phones and emails by which leads are recognized are restored: how many leads of how many. No lead is added meanwhile. */
  keys: z.object({ done: z.number(), total: z.number(), msLeft: z.number().nullable() }).nullable(),
  /** Jobs completed per second on all connections, averaged over the last seconds. */
  rate: z.number(),
});
export type DeskStatus = z.infer<typeof deskStatus>;

/** An operator's appearance settings, stored by the shell. */
const theme = z.enum(['system', 'light', 'dark']);
/** 12-hour or 24-hour clock. */
const clock = z.enum(['system', '12', '24']);
const listWidth = z.number().min(200).max(2000);
/** Custom keys, by the command's id: "e", "mod+k" or "g i"; empty for no key at all. */
const keys = z.record(z.string().max(80), z.string().max(40));
/** What happens to rows that are being sent when the desk's window is closed: sending continues in the tray, or the desk quits in order. */
const whenClosed = z.enum(['send-on', 'quit']);
export type WhenClosed = z.infer<typeof whenClosed>;
export const preferences = z.object({
  theme: theme.default('system'),
  clock: clock.default('system'),
  listWidth: listWidth.default(560),
  keys: keys.default({}),
  whenClosed: whenClosed.default('send-on'),
  /** Whether the computer stays awake while rows are sent; its screen may turn off. */
  keepAwake: z.boolean().default(true),
  /** The newest change of a posted lead that the operator has seen. */
  postTurnsSeen: z.number().int().min(0).default(0),
});
export type Preferences = z.infer<typeof preferences>;

/** What a file is chosen for. */
const filePurpose = z.enum(['dial-list', 'do-not-call', 'backup']);
export type FilePurpose = z.infer<typeof filePurpose>;

export const deskCommands = defineCommands({
  'desk.status': { input: z.object({}), output: deskStatus },
  /** Checks whether the disk of the data folder can be written to, for a shell that could not write there. */
  'desk.checkDisk': { input: z.object({}), output: z.object({ ailment: z.string().nullable() }) },
  /** Dismisses the notice, because the operator has read it. */
  'desk.dismissNotice': { input: z.object({}), output: z.object({}) },
  'desk.backup': { input: z.object({ path: writePath() }), output: z.object({ path: z.string(), bytes: z.number() }) },
});

/** Executed by the shell itself, not by the core. */
export const shellCommands = defineCommands({
  'preferences.get': { input: z.object({}), output: preferences },
  /** Missing preferences don't change. */
  'preferences.set': {
    input: z.object({
      theme: theme.optional(),
      clock: clock.optional(),
      listWidth: listWidth.optional(),
      keys: keys.optional(),
      whenClosed: whenClosed.optional(),
      keepAwake: z.boolean().optional(),
      postTurnsSeen: z.number().int().min(0).optional(),
    }),
    output: preferences,
  },
  /** Asks the person for a file; null if they cancel. Shells without file dialogs answer with `supported: false`. */
  'files.choose': {
    input: z.object({ purpose: filePurpose }),
    output: z.object({ supported: z.boolean(), path: z.string().nullable() }),
  },
  /** Shows a file that the desk has written: in its folder, or as a download. */
  'files.reveal': { input: z.object({ path: shownPath() }), output: z.object({ download: z.string().nullable() }) },
});

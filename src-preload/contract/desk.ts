import { z } from 'zod';
import { connection } from './connections.ts';
import { defineCommands } from './define.ts';
import { dialImport } from './dial-imports.ts';
import { jobCounts } from './job-states.ts';
import { shownPath, writePath } from './paths.ts';
import { newerVersion } from './updates.ts';

/** Everything the strip at the bottom and `trunkline status` tell. */
export const deskStatus = z.object({
  version: z.string(),
  dataDir: z.string(),
  /** Something the whole desk suffers from, in words: the disk refuses writes, or it was restored from a backup. */
  ailment: z.string().nullable(),
  notice: z.string().nullable(),
  /** A newer version that is to be told of. */
  update: newerVersion.pick({ version: true, url: true }).nullable(),
  /** Whether the queue runs here: not in a short command of the terminal. */
  sends: z.boolean(),
  /** Nothing is on its way and nothing can go before someone acts. */
  idle: z.boolean(),
  connections: z.array(connection),
  imports: z.array(dialImport),
  /** Whether there is any lead, wherever it came from. */
  hasLeads: z.boolean(),
  counts: jobCounts,
  /** While lists and search are put in order from the rows of leads: how many of how many, and about how long it still takes. */
  index: z.object({ done: z.number(), total: z.number(), msLeft: z.number().nullable() }).nullable(),
  /** Settled a second by all connections, over the last seconds. */
  rate: z.number(),
});
export type DeskStatus = z.infer<typeof deskStatus>;

/** What an operator chose for the look of the desk; kept by the shell. */
const theme = z.enum(['system', 'light', 'dark']);
/** Hours in twelves or twenty-fours. */
const clock = z.enum(['system', '12', '24']);
const listWidth = z.number().min(200).max(2000);
/** Keys of one's own, by the act's id: "e", "mod+k" or "g i"; empty for no key at all. */
const keys = z.record(z.string().max(80), z.string().max(40));
/** What becomes of rows that are being sent when the desk's window is closed: they go on in the tray, or the desk ends in order. */
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
  /** Looks whether the disk of the data folder takes what is written: for a shell that could not write there. */
  'desk.checkDisk': { input: z.object({}), output: z.object({ ailment: z.string().nullable() }) },
  /** The operator has read the notice. */
  'desk.dismissNotice': { input: z.object({}), output: z.object({}) },
  'desk.backup': { input: z.object({ path: writePath() }), output: z.object({ path: z.string(), bytes: z.number() }) },
});

/** Answered by the shell itself, not by the core. */
export const shellCommands = defineCommands({
  'preferences.get': { input: z.object({}), output: preferences },
  /** What is left out stays as it is. */
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
  /** Asks the person for a file; null when they change their mind. Shells without file dialogs answer with `supported: false`. */
  'files.choose': {
    input: z.object({ purpose: filePurpose }),
    output: z.object({ supported: z.boolean(), path: z.string().nullable() }),
  },
  /** Shows a file that the desk has written: in the folder, or as a download. */
  'files.reveal': { input: z.object({ path: shownPath() }), output: z.object({ download: z.string().nullable() }) },
});

import { create } from 'zustand';
import type { CommandOutput, CsvFormat, Inspection, LeadReject } from '../../src-preload/contract/index.ts';
import { call, errorMessage } from '../bridge/index.ts';
import { fileTaker } from './hand-over.ts';

export type LeadFileColumn = CommandOutput<'leads.inspectFile'>['columns'][number];
export type LeadFileCounts = CommandOutput<'leads.importFile'>;

interface LeadFile {
  /** The file that is open; null for none. */
  readonly file: {
    readonly path: string;
    readonly name: string;
    /** About how many rows, where that is known. */
    readonly rows: number | null;
    readonly columns: readonly LeadFileColumn[];
    /** How it is read, and what of that was found. */
    readonly inspection: Inspection;
    /** What of that was chosen. */
    readonly format: Partial<CsvFormat>;
  } | null;
  /** What each column fills, by place. */
  readonly fields: readonly (string | null)[];
  /** Being brought in since this instant, ms since 1970; null when it isn't. */
  readonly since: number | null;
  /** Leads that are new on the desk since then. */
  readonly soFar: number;
  readonly error: string | null;
  readonly result: { readonly counts: LeadFileCounts; readonly rejects: readonly LeadReject[] } | null;
}

const NOTHING: LeadFile = { file: null, fields: [], since: null, soFar: 0, error: null, result: null };

/** A file of leads on its way into the desk. */
export const useLeadFile = create<LeadFile>(() => NOTHING);

/** Files of leads, looked at once they are there. */
export const leadFiles = fileTaker(async ({ path, name }) => {
  await look(path, name, {});
  return true;
});

async function look(path: string, name: string | undefined, format: Partial<CsvFormat>): Promise<void> {
  const {
    columns,
    rows,
    name: own,
    inspection,
  } = await call('leads.inspectFile', {
    path,
    format,
    ...(name === undefined ? {} : { name }),
  });
  useLeadFile.setState({
    ...NOTHING,
    file: { path, name: name ?? own, rows, columns, inspection, format },
    fields: columns.map((c) => c.field),
  });
}

/** Looks at the file again, read in another way. Where its cells end, or another sheet, decides anew where its names are. */
export async function readLeadFileAs(change: Partial<CsvFormat>): Promise<void> {
  const { file } = useLeadFile.getState();
  if (file === null) return;
  const { header, headerLine, ...written } = file.format;
  const cellsChange = change.delimiter !== undefined || change.quote !== undefined || change.sheet !== undefined;
  const names = change.header !== undefined || cellsChange ? {} : { header, headerLine };
  try {
    await look(file.path, file.name, { ...written, ...names, ...change });
  } catch (thrown) {
    useLeadFile.setState({ error: `${errorMessage(thrown)} The file is still read as before.` });
  }
}

/** Says what a column fills; null for nothing. */
export function fillField(column: number, field: string | null): void {
  useLeadFile.setState(({ fields }) => ({
    fields: fields.map((before, i) => (i === column ? field : before)),
    error: null,
  }));
}

/** Why the columns can't be right, in a sentence; null when they can. */
export function columnsGap(fields: readonly (string | null)[], wordOf: (field: string) => string): string | null {
  const filled = fields.filter((f) => f !== null);
  const twice = filled.find((f, i) => filled.indexOf(f) !== i);
  if (twice !== undefined) return `Two columns are mapped to ${wordOf(twice)}: keep one and leave the other out.`;
  const knows = ['firstName', 'lastName', 'fullName', 'phone', 'email'];
  if (!filled.some((f) => knows.includes(f)))
    return 'Map a column to a name, phone or email: without one, people can’t be told apart.';
  return null;
}

/** The most rejects shown with the result; the others stand in the list of all that could not be read. */
const REJECTS = 500;
const LOOK_MS = 700;

const fromFiles = async () => (await call('leads.counts', { filters: [{ any: { source: ['file'] } }] }))[0]?.count ?? 0;

/** Brings the rows in. Returns whether that came to its end; what went wrong stands in `error`. */
export async function importLeadFile(): Promise<boolean> {
  const { file, fields, since } = useLeadFile.getState();
  if (file === null || since !== null) return false;
  useLeadFile.setState({ since: Date.now(), soFar: 0, error: null, result: null });
  // Without the number from before, the result is told without the difference.
  const before = await fromFiles().catch(() => null);
  const look = setInterval(() => {
    if (before === null) return;
    fromFiles().then(
      (now) => useLeadFile.setState({ soFar: Math.max(0, now - before) }),
      () => undefined,
    );
  }, LOOK_MS);
  try {
    const counts = await call('leads.importFile', {
      path: file.path,
      name: file.name,
      format: file.format,
      columns: [...fields],
    });
    useLeadFile.setState({ since: null, result: { counts, rejects: await rejectsOf(counts.rejected) } });
    return true;
  } catch (thrown) {
    useLeadFile.setState({ since: null, error: errorMessage(thrown) });
    return false;
  } finally {
    clearInterval(look);
  }
}

/** The newest rejects of files, which are this file's. */
async function rejectsOf(rejected: number): Promise<readonly LeadReject[]> {
  if (rejected === 0) return [];
  try {
    const { rejects } = await call('leads.rejects', { limit: Math.min(REJECTS, rejected) });
    return rejects.filter((one) => one.connectionId === null);
  } catch {
    // They are kept, and stand in the list of all that could not be read.
    return [];
  }
}

/** Forgets the file, for the next one. What was brought in stays. */
export function closeLeadFile(): void {
  useLeadFile.setState(NOTHING);
}

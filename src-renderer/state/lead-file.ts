import { create } from 'zustand';
import type { CommandOutput, CsvFormat, Inspection, LeadReject } from '../../src-preload/contract/index.ts';
import { call, errorMessage } from '../bridge/index.ts';
import { fileTaker } from './hand-over.ts';
import { fileRereader } from './reread-file.ts';

export type LeadFileColumn = CommandOutput<'leads.inspectFile'>['columns'][number];
export type LeadFileCounts = CommandOutput<'leads.importFile'>;

interface LeadFile {
  /** The open file; null if there is none. */
  readonly file: {
    readonly path: string;
    readonly name: string;
    /** The approximate number of rows, if known. */
    readonly rows: number | null;
    readonly columns: readonly LeadFileColumn[];
    /** How it is read, and what was detected. */
    readonly inspection: Inspection;
    /** What the operator chose. */
    readonly format: Partial<CsvFormat>;
  } | null;
  /** The field that each column fills, by index. */
  readonly fields: readonly (string | null)[];
  /** The time since which it is being imported, ms since 1970; null if it isn't. */
  readonly since: number | null;
  /** The number of new leads at the desk since then. */
  readonly soFar: number;
  /** Whether the file is being read in another format: until then its columns are those of the old one. */
  readonly reading: boolean;
  readonly error: string | null;
  readonly result: { readonly counts: LeadFileCounts; readonly rejects: readonly LeadReject[] } | null;
}

const NOTHING: LeadFile = {
  ...{ file: null, fields: [], since: null, soFar: 0, reading: false, error: null, result: null },
};

/** A file of leads that is being added to the desk. */
export const useLeadFile = create<LeadFile>(() => NOTHING);

/** Files of leads, which are inspected once they are there. */
export const leadFiles = fileTaker(async ({ path, name }, signal) => {
  await look(path, name, {}, () => !signal.aborted);
  return true;
});

async function look(
  path: string,
  name: string | undefined,
  format: Partial<CsvFormat>,
  isWanted: () => boolean,
): Promise<void> {
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
  if (!isWanted()) return;
  useLeadFile.setState({
    ...NOTHING,
    file: { path, name: name ?? own, rows, columns, inspection, format },
    fields: columns.map((c) => c.field),
  });
}

/** Inspects the file again in another format. */
export const readLeadFileAs = fileRereader({
  open: () => useLeadFile.getState().file,
  read: (file, format, isWanted) => look(file.path, file.name, format, isWanted),
  show: (state) => useLeadFile.setState(state),
});

/** Sets the field that a column fills; null for none. */
export function fillField(column: number, field: string | null): void {
  useLeadFile.setState(({ fields }) => ({
    fields: fields.map((before, i) => (i === column ? field : before)),
    error: null,
  }));
}

/** Why the columns are invalid, as a sentence; null if they aren't. */
export function columnsGap(fields: readonly (string | null)[], wordOf: (field: string) => string): string | null {
  const filled = fields.filter((f) => f !== null);
  const twice = filled.find((f, i) => filled.indexOf(f) !== i);
  if (twice !== undefined) return `Two columns are mapped to ${wordOf(twice)}: keep one and leave the other out.`;
  const knows = ['firstName', 'lastName', 'fullName', 'phone', 'email'];
  if (!filled.some((f) => knows.includes(f)))
    return 'Map a column to a name, phone or email: without one, people can’t be told apart.';
  return null;
}

/** The most rejects shown with the result. The others are in the list of all rejects. */
const REJECTS = 500;
const LOOK_MS = 700;

const fromFiles = async () => (await call('leads.counts', { filters: [{ any: { source: ['file'] } }] }))[0]?.count ?? 0;

/** Imports the rows. @returns whether it was completed; otherwise the reason is in `error` */
export async function importLeadFile(): Promise<boolean> {
  const { file, fields, since, reading } = useLeadFile.getState();
  if (file === null || since !== null || reading) return false;
  useLeadFile.setState({ since: Date.now(), soFar: 0, error: null, result: null });
  // Without the number from before, the result is shown without the difference.
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

/** The newest rejects of files, which are those of this file. */
async function rejectsOf(rejected: number): Promise<readonly LeadReject[]> {
  if (rejected === 0) return [];
  try {
    const { rejects } = await call('leads.rejects', { limit: Math.min(REJECTS, rejected) });
    return rejects.filter((one) => one.connectionId === null);
  } catch {
    // They are stored, and shown in the list of all rejects.
    return [];
  }
}

/** Discards the file, for the next one. What was imported is kept. */
export function closeLeadFile(): void {
  useLeadFile.setState(NOTHING);
}

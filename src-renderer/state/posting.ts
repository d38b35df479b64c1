import { create } from 'zustand';
import {
  CommandError,
  type CommandInput,
  type CommandOutput,
  type CsvFormat,
  type DeliveryBatch,
  type Inspection,
  type Overruled,
  type PostCheck,
  type PostKind,
  type WhichLeads,
} from '../../src-preload/contract/index.ts';
import { CALL_FIELD_NAMES, columnsOfCalls } from '../../src-preload/rules/call-columns.ts';
import { call, errorMessage } from '../bridge/index.ts';
import { fileTaker } from './hand-over.ts';
import { fileRereader } from './reread-file.ts';

/** One column of what is posted, with its first values. */
export interface PostColumn {
  readonly header: string;
  readonly leadField: string | null;
  readonly samples: readonly string[];
}

/** Leads from a file, from the inbox, or one that is entered by hand. */
export type PostSource =
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly name: string;
      readonly inspection: Inspection;
      readonly format: Partial<CsvFormat>;
      readonly columns: readonly PostColumn[];
    }
  | {
      readonly kind: 'leads';
      readonly which: WhichLeads;
      readonly words: string;
      /** The address of the list in which they were selected. */
      readonly from: string;
    }
  | { readonly kind: 'hand'; readonly values: Readonly<Record<string, string>> };

/** The settings of posting leads, while they are chosen. */
export interface PostOptions {
  readonly connectionId: number | null;
  readonly kind: PostKind;
  /** The column with the reference; empty for none. */
  readonly reference: string;
  readonly noSell: boolean;
  readonly sendDelay: number | null;
  readonly pingFirst: boolean;
  readonly together: number | null;
  /** A fixed value for every lead. */
  readonly set: readonly { readonly field: string; readonly value: string }[];
}

interface Posting {
  readonly source: PostSource | null;
  readonly options: PostOptions;
  /** The field that each column fills, and whether that is the last mapping; null until suggested for the connection. */
  readonly columns: readonly { readonly header: string; readonly field: string | null }[] | null;
  readonly remembered: boolean;
  /** Errors that are posted anyway. */
  readonly sendAnyway: readonly Overruled[];
  readonly leaveOutPosted: boolean;
  readonly check: PostCheck | null;
  readonly busy: 'checking' | 'posting' | null;
  /** The time since which it is busy, ms since 1970. */
  readonly since: number | null;
  /** The name under which the progress of the check is requested; null if none is running. */
  readonly checkId: string | null;
  /** Whether the file is being read in another format: until then its columns are those of the old one. */
  readonly reading: boolean;
  readonly error: string | null;
  /** Whether it failed because the same file was posted before. The operator may post it again. */
  readonly sameFile: boolean;
}

const OPTIONS: PostOptions = {
  ...{ connectionId: null, kind: 'general', reference: '', noSell: false, sendDelay: null },
  ...{ pingFirst: false, together: 1, set: [] },
};

const NOTHING: Posting = {
  ...{ source: null, options: OPTIONS, columns: null, remembered: false, sendAnyway: [], leaveOutPosted: false },
  ...{ check: null, busy: null, since: null, checkId: null, reading: false, error: null, sameFile: false },
};

/** Leads to be posted to a receiver. */
export const usePosting = create<Posting>(() => NOTHING);

/** Starts with other leads; the settings are kept. */
export function beginPosting(source: PostSource): void {
  const { options } = usePosting.getState();
  usePosting.setState({ ...NOTHING, source, options: { ...options, reference: '', set: [] } });
}

/** Takes files of leads to post, which are inspected once they are there. */
export const postFiles = fileTaker(async ({ path, name }, signal) => {
  await openPostFile(path, name, {}, () => !signal.aborted);
  return true;
});

/** Opens a file of leads. Nothing is opened if `isWanted` says so once the file was inspected. */
export async function openPostFile(
  path: string,
  name: string | undefined,
  format: Partial<CsvFormat>,
  isWanted: () => boolean = () => true,
): Promise<void> {
  const looked = await call('leads.inspectFile', { path, format, ...(name === undefined ? {} : { name }) });
  if (!isWanted()) return;
  const columns = looked.columns.map((one) => ({ header: one.name, leadField: one.field, samples: one.samples }));
  beginPosting({
    ...{ kind: 'file', path, name: name ?? looked.name, inspection: looked.inspection, format, columns },
  });
}

/** Reads the file in another format. */
export const readPostFileAs = fileRereader({
  open() {
    const { source } = usePosting.getState();
    return source?.kind === 'file' ? source : null;
  },
  read: (file, format, isWanted) => openPostFile(file.path, file.name, format, isWanted),
  show: (state) => usePosting.setState(state),
});

export function changePosting(change: Partial<PostOptions>): void {
  usePosting.setState(({ options, columns }) => ({
    options: { ...options, ...change },
    columns: isOtherReceiver(options, change)
      ? null
      : change.kind === undefined
        ? columns
        : columnsOfKind(columns, change.kind),
    check: null,
    error: null,
  }));
}

/** The columns are suggested again for each receiver: those of another one must not be posted to it. */
function isOtherReceiver({ connectionId }: PostOptions, change: Partial<PostOptions>): boolean {
  return change.connectionId !== undefined && change.connectionId !== connectionId;
}

/** The columns for posts of a kind. */
const columnsOfKind = (columns: Posting['columns'], kind: PostKind): Posting['columns'] =>
  columns === null ? null : columnsOfCalls(columns, kind === 'calldata');

let suggestions = 0;

/**
 * Requests the field that each column fills for the selected connection, unless that is known. With `again` they are requested anyway,
 * because the fields of the connection have changed. A late answer for another receiver or other leads is dropped, and what the operator
 * has chosen meanwhile is kept.
 */
export async function suggestFields(again = false): Promise<void> {
  const began = usePosting.getState();
  const { source, options } = began;
  if (source === null || source.kind === 'hand' || options.connectionId === null) return;
  if (began.columns !== null && !again) return;
  const mine = ++suggestions;
  const isWanted = () => {
    const now = usePosting.getState();
    return mine === suggestions && now.source === source && now.options.connectionId === options.connectionId;
  };
  const columns =
    source.kind === 'leads' ? null : source.columns.map(({ header, leadField }) => ({ header, leadField }));
  try {
    const found = await call('delivery.suggest', { connectionId: options.connectionId, columns });
    if (!isWanted()) return;
    const now = usePosting.getState();
    const suggested = columnsOfKind(found.columns, now.options.kind);
    usePosting.setState({
      columns: suggested?.map((one, at) => chosenMeanwhile(began.columns?.[at], now.columns?.[at]) ?? one) ?? null,
      remembered: found.remembered,
      check: null,
    });
  } catch (thrown) {
    if (isWanted()) usePosting.setState({ error: errorMessage(thrown) });
  }
}

type MappedColumn = NonNullable<Posting['columns']>[number];

/** A column to which the operator has given another field while a suggestion was on its way; otherwise undefined. */
function chosenMeanwhile(before: MappedColumn | undefined, now: MappedColumn | undefined): MappedColumn | undefined {
  return now !== undefined && before !== undefined && now !== before ? now : undefined;
}

/** Sets a value of the lead that is entered by hand. */
export function changeHandValue(name: string, value: string): void {
  usePosting.setState(({ source }) =>
    source?.kind === 'hand'
      ? { source: { ...source, values: { ...source.values, [name]: value } }, check: null, error: null }
      : {},
  );
}

/** Sets the field that a column fills; null for none. */
export function fillPostField(at: number, field: string | null): void {
  usePosting.setState(({ columns }) => ({
    columns: columns?.map((one, i) => (i === at ? { ...one, field } : one)) ?? null,
    remembered: false,
    check: null,
    error: null,
  }));
}

/** Sets whether rows with this reason are posted anyway. */
export function overrule(code: Overruled, anyway: boolean): void {
  usePosting.setState(({ sendAnyway }) => ({
    sendAnyway: anyway ? [...new Set([...sendAnyway, code])] : sendAnyway.filter((one) => one !== code),
  }));
}

/** A column's name in a mapping: its header if that is unique, otherwise its position. */
function headerOf(columns: readonly { readonly header: string }[], at: number): string {
  const { header = '' } = columns[at] ?? {};
  const isAlone = header !== '' && columns.every((one, i) => i === at || one.header !== header);
  return isAlone ? header : `#${at + 1}`;
}

function inputOf(posting: Posting, dryRun: boolean, again: boolean): CommandInput<'delivery.post'> | null {
  const { source, options, columns, sendAnyway, leaveOutPosted } = posting;
  const { connectionId, kind, noSell, sendDelay, pingFirst, together, reference, set } = options;
  if (source === null || connectionId === null) return null;
  const given = set.filter(({ field }) => field.trim() !== '');
  const map = (columns ?? []).map(({ field }, at) => ({ header: headerOf(columns ?? [], at), field: field ?? '' }));
  return {
    ...{ connectionId, kind, noSell, sendDelay, pingFirst, together: together ?? 1, leaveOutPosted, dryRun },
    sendAnyway: again ? [...sendAnyway, 'same-file'] : [...sendAnyway],
    set: Object.fromEntries(given.map(({ field, value }) => [field.trim(), value])),
    ...(source.kind === 'file'
      ? { path: source.path, name: source.name, format: source.format, reference, map }
      : source.kind === 'leads'
        ? { which: source.which, map }
        : { leads: [handLead(source.values, kind)] }),
  };
}

/** The entered lead as it is posted: fields about a call are only sent for leads from a call. */
function handLead(values: Readonly<Record<string, string>>, kind: PostKind): Record<string, string> {
  const given = Object.entries(values).filter(
    ([name, value]) => value.trim() !== '' && (kind === 'calldata' || !CALL_FIELD_NAMES.includes(name)),
  );
  return Object.fromEntries(given);
}

/** What a check depends on. */
const CHECKED = ['source', 'options', 'columns', 'sendAnyway', 'leaveOutPosted'] as const;

/** Whether the operator has changed something that a check depends on since it started. */
const isOutdated = (began: Posting): boolean => {
  const now = usePosting.getState();
  return CHECKED.some((name) => now[name] !== began[name]);
};

/** What the running check started with, and whether another one was requested meanwhile; null if none is running. */
let checking: { readonly began: Posting; another: boolean } | null = null;

async function run(dryRun: boolean, again = false): Promise<CommandOutput<'delivery.post'> | null> {
  const posting = usePosting.getState();
  const input = inputOf(posting, dryRun, again);
  if (input === null || posting.busy !== null) return null;
  const since = Date.now();
  const checkId = `${since} ${Math.random()}`;
  usePosting.setState({ busy: dryRun ? 'checking' : 'posting', since, checkId, error: null, sameFile: false });
  const mine = { began: posting, another: false };
  checking = dryRun ? mine : null;
  let done: CommandOutput<'delivery.post'> | null = null;
  let failed: Partial<Posting> = {};
  try {
    done = await call('delivery.post', { ...input, checkId });
  } catch (thrown) {
    const sameFile = thrown instanceof CommandError && thrown.code === 'conflict' && thrown.field === 'path';
    failed = { error: errorMessage(thrown), sameFile };
  }
  // Other leads were begun meanwhile: they show nothing of these.
  if (usePosting.getState().checkId !== checkId) return done;
  const idle = { busy: null, since: null, checkId: null };
  if (!dryRun || !isOutdated(posting)) {
    usePosting.setState({ ...idle, ...failed, ...(done === null ? {} : { check: done.check }) });
    return done;
  }
  // What was found holds no longer. Where it is waited for, it is looked for again.
  usePosting.setState(idle);
  return mine.another ? await run(dryRun) : null;
}

/** Checks every lead and posts nothing. A running check is canceled if the operator has changed something it depends on since it started. */
export async function checkPosting(): Promise<void> {
  if (usePosting.getState().busy === null) await run(true);
  else if (checking !== null && isOutdated(checking.began)) {
    checking.another = true;
    await cancelCheck(true);
  }
}

/**
 * Cancels the running check: nothing of it is kept, and nothing is posted. If another one follows, it is not an error that it has already
 * ended.
 */
export async function cancelCheck(another = false): Promise<void> {
  const { checkId } = usePosting.getState();
  if (checkId === null) return;
  try {
    const { canceled } = await call('delivery.cancelCheck', { checkId });
    if (!canceled && !another)
      usePosting.setState({ error: 'Too late to cancel: the leads are in the queue. Pause the posts instead.' });
  } catch (thrown) {
    usePosting.setState({ error: errorMessage(thrown) });
  }
}

/**
 * Posts what passed the check; with `again` also a file that was posted before. `onPosted` opens the result. Until then the leads stay on
 * screen and can't be posted twice; then they are gone, unless other leads were begun meanwhile. If none are posted, the reason is in
 * `error`.
 */
export async function startPosting(again: boolean, onPosted: (batch: DeliveryBatch) => Promise<void>): Promise<void> {
  const { source } = usePosting.getState();
  const isMine = () => usePosting.getState().source === source;
  const done = await run(false, again);
  if (done === null) return;
  if (done.batch === null) {
    if (isMine()) usePosting.setState({ error: 'Nothing was posted: not one lead is right.' });
    return;
  }
  if (isMine()) usePosting.setState({ busy: 'posting' });
  await onPosted(done.batch);
  if (isMine()) usePosting.setState({ ...NOTHING, options: usePosting.getState().options });
}

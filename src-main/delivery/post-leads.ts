import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  type CommandArguments,
  CommandError,
  type CommandOutput,
  type PostCheck,
  type PostKind,
  type ReceiverField,
} from '../../src-preload/contract/index.ts';
import { columnsOfCalls } from '../../src-preload/rules/call-columns.ts';
import type { Running, RunningWork } from '../commands/running-work.ts';
import { getReceiver } from '../connections/connections.ts';
import { me } from '../db/me.ts';
import type { Store } from '../db/store.ts';
import { CsvFileError, inspectFile } from '../dialing/read-csv/inspect.ts';
import { resolved } from '../dialing/read-csv/resolved.ts';
import type { ListPort } from '../leads/ports.ts';
import { chosenLeads } from '../leads/selection.ts';
import type { BodyFormat } from '../vendors/leadreceiver/addresses.ts';
import { checkNames } from '../vendors/leadreceiver/bodies.ts';
import { ReceiverRequestError } from '../vendors/leadreceiver/request-types.ts';
import type { AccountFields } from './account-fields.ts';
import { callDateAsPosted, callFieldOf } from './call-fields.ts';
import { fieldsOfCampaign, rememberedFor, rememberMapping } from './campaigns.ts';
import type { PostRow } from './check/check-posts.ts';
import { isContact, personField } from './check/contact-fields.ts';
import { type ColumnFields, columnFields, columnOf, NoSuchColumn } from './check/mapping.ts';
import { type CheckSource, type PostChecker, runCheck } from './check/run-check.ts';
import { dropBatch } from './drop-batch.ts';
import { enqueueBatch } from './enqueue.ts';
import { LEAD_COLUMNS, leadRows, suggestedForLeads } from './lead-values.ts';
import { type BatchOptions, createBatch, newestOfFile } from './rows/batches.ts';
import { batchState, showBatch } from './show-batch.ts';
import { RowStore } from './store-rows.ts';
import { waysOf } from './ways-to-post.ts';

export interface PostPorts {
  readonly store: Store;
  readonly index: ListPort;
  readonly now: () => number;
  readonly checker: PostChecker;
  readonly checks: RunningWork;
  readonly accountFields: Pick<AccountFields, 'source' | 'read' | 'refresh'>;
  /** Called when there are new jobs. */
  readonly wake: () => void;
  /** Whether the desk is closing. */
  readonly stopped: () => boolean;
}

type Input = CommandArguments<'delivery.post'>;

/** The origin of rows, and the field that each column fills. */
interface Source {
  readonly label: string;
  readonly hash: string;
  readonly columns: readonly string[];
  readonly fills: ColumnFields;
  /** The index of the column whose value is the reference; null if there is none. */
  readonly reference: number | null;
  readonly from: CheckSource;
  /** The size of the file in bytes, or else the number of rows. */
  readonly size: number;
}

/**
 * Checks leads and posts those without errors: rows are stored with their issues, then added to the queue. A file with unfinished posts to
 * this connection is not posted again; its batch continues.
 *
 * @throws CommandError `file`, `invalid-input`, or `conflict` for a file that was posted before
 */
export async function postLeads(ports: PostPorts, input: Input): Promise<CommandOutput<'delivery.post'>> {
  const check = ports.checks.begin(input.checkId);
  try {
    return await post(ports, input, check);
  } finally {
    check.end();
  }
}

async function post(ports: PostPorts, input: Input, running: Running): Promise<CommandOutput<'delivery.post'>> {
  const { store, now } = ports;
  const { receiver } = getReceiver(store, input.connectionId);
  const { kind, noSell, sendDelay, pingFirst, together, dryRun } = input;
  const reference = input.reference !== '';
  const ways = waysOf(receiver, { kind, reference, noSell, sendDelay, pingFirst, together });
  await ports.accountFields.refresh(input.connectionId);
  const fields = fieldsOfCampaign(store, input.connectionId);
  const source = await sourceOf(ports, input, fields);
  if (!dryRun) {
    const unfinished = sameFile(store, input, source);
    if (unfinished !== null)
      return { batch: await showBatch(store, unfinished), check: await keptCheck(store, unfinished, source) };
  }
  const names = [
    ...fields.map(({ name }) => name),
    ...source.fills.flatMap((name) => name ?? []),
    ...Object.keys(input.set),
  ];
  refuseNames(kind, ways.body, [...source.fills.flatMap((name) => name ?? []), ...Object.keys(input.set)]);
  const options: BatchOptions = {
    ...ways,
    ...{ noSell, sendDelay, pingFirst, together, processDelivery: false },
    contact: [...new Set(names.filter((name) => isContact(name, fields, input.contact)))],
    overruled: [...input.sendAnyway],
  };
  const { connectionId } = input;
  const { label, hash } = source;
  const batchId = dryRun
    ? 0
    : createBatch(store, { connectionId, kind, label, options, who: me(store), createdAt: now(), fileHash: hash });
  try {
    const { leaveOutPosted } = input;
    const overruled = new Set<string>(input.sendAnyway);
    const person = { phone: personField(names, 'phone') ?? '', email: personField(names, 'email') ?? '' };
    const isSet = (field: string) => Object.keys(input.set).some((name) => name.toLowerCase() === field.toLowerCase());
    const identifies = { phone: !isSet(person.phone), email: !isSet(person.email) };
    const rows = new RowStore(store, { batchId, connectionId, keep: !dryRun, overruled, leaveOutPosted, identifies });
    const { problems } = await runCheck(
      ports.checker,
      {
        ...{ from: source.from, set: input.set, fields },
        person,
        calls: kind === 'calldata',
      },
      async (batch, bytes) => {
        await rows.take(batch);
        const done = batch.at(-1)?.row ?? 0;
        const of = bytes > 0 ? bytes : done;
        running.reached(done, source.size === 0 ? null : of / source.size);
      },
      running.signal,
    ).catch((error: unknown) => {
      throw error instanceof CsvFileError ? new CommandError('file', error.message, 'path') : error;
    });
    const columns = columnsOf(source);
    const found = rows.check();
    const sample = kind === 'calldata' ? found.sample.map(withCallDate) : found.sample;
    const check: PostCheck = { ...found, sample, columns, problems };
    if (dryRun) return { batch: null, check };
    if (rows.toPost === 0) {
      await dropBatch(store, batchId);
      return { batch: null, check };
    }
    // From here on leads are sent, and the posting has to be stopped instead of the check.
    running.signal.throwIfAborted();
    running.end();
    rememberMapping(store, connectionId, input.which === undefined ? 'file' : 'inbox', input.map);
    await enqueueBatch(store, batchId, ports);
    return { batch: await showBatch(store, batchId), check };
  } catch (error) {
    // If the desk closes, its next start handles the batch.
    if (batchId !== 0 && !ports.stopped()) await dropBatch(store, batchId);
    throw error;
  }
}

/** Refuses fields whose names the receiver can't be sent, which would refuse every row. @throws CommandError `invalid-input` */
function refuseNames(kind: PostKind, body: BodyFormat, names: readonly string[]): void {
  const own = kind === 'calldata' ? names.filter((name) => callFieldOf(name) === null) : names;
  try {
    checkNames(kind, body, new Set(own));
  } catch (error) {
    if (!(error instanceof ReceiverRequestError)) throw error;
    const message = `${error.message} You can also map its column to another field or leave it out.`;
    throw new CommandError('invalid-input', message, 'map');
  }
}

/** A row with the date of its call as sent. */
function withCallDate(row: PostCheck['sample'][number]): PostCheck['sample'][number] {
  const name = Object.keys(row.fields).find((one) => callFieldOf(one) === 'calldate');
  const posted = name === undefined ? null : callDateAsPosted(row.fields[name] ?? '');
  return name === undefined || posted === null ? row : { ...row, postedAs: { [name]: posted } };
}

async function sourceOf(ports: PostPorts, input: Input, fields: readonly ReceiverField[]): Promise<Source> {
  const { path, leads, which } = input;
  if ([path, leads, which].filter((one) => one !== undefined).length !== 1) {
    throw new CommandError(
      'invalid-input',
      'Say what to post: a file, leads that are typed in, or leads of the inbox.',
    );
  }
  const names = fields.map(({ name }) => name);
  if (path !== undefined) return await fileSource(ports.store, input, path, names);
  if (input.reference !== '') {
    throw new CommandError('invalid-input', 'A reference is the column of a file.', 'reference');
  }
  if (which !== undefined) {
    const found = await chosenLeads(ports, which);
    const size = found.count();
    if (size === 0) throw new CommandError('conflict', 'No lead matches, so there is nothing to post.');
    const map =
      input.map.length > 0 ? input.map : rememberedFor(ports.store, input.connectionId, 'inbox', LEAD_COLUMNS);
    const mapping = [...suggestedForLeads(fields), ...map];
    const fills = columnFields(LEAD_COLUMNS, mapping, names.length === 0 ? [...LEAD_COLUMNS] : names);
    const from = leadRows(ports.store, found, new Map(LEAD_COLUMNS.map((name, at) => [name, fills[at] ?? null])));
    const label = size === 1 ? '1 lead of the inbox' : `${size.toLocaleString('en-US')} leads of the inbox`;
    return { label, hash: '', columns: LEAD_COLUMNS, fills, reference: null, from, size };
  }
  const rows = (leads ?? []).map((values) => ({ values, leadId: null }));
  const columns = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
  const label = rows.length === 1 ? '1 lead by hand' : `${rows.length.toLocaleString('en-US')} leads by hand`;
  return { label, hash: '', columns, fills: columns, reference: null, from: atOnce(rows), size: rows.length };
}

async function* atOnce(rows: readonly PostRow[]): AsyncGenerator<readonly PostRow[]> {
  yield rows;
}

async function fileSource(store: Store, input: Input, path: string, names: readonly string[]): Promise<Source> {
  try {
    const real = await resolved(path);
    const inspection = await inspectFile(real, input.format === undefined ? {} : { format: input.format });
    const { columns, format, sha256 } = inspection;
    const { size } = await stat(real);
    const mapping = input.map.length > 0 ? input.map : rememberedFor(store, input.connectionId, 'file', columns);
    const reference = input.reference === '' ? null : columnOf(input.reference, columns);
    // The column of the reference is not used as a field unless that is explicitly mapped.
    const own = reference === null || mapping.some(({ header }) => columnOf(header, columns) === reference);
    const mapped = new Set(mapping.map(({ header }) => columnOf(header, columns)));
    const named = columnFields(columns, mapping, names).map((field, at) => ({ header: columns[at] ?? '', field }));
    const found = columnsOfCalls(named, input.kind === 'calldata');
    const fills = named.map(({ field }, at) =>
      !own && at === reference ? null : mapped.has(at) ? field : (found[at]?.field ?? null),
    );
    return {
      label: input.name ?? basename(path),
      hash: sha256,
      ...{ columns, fills, reference },
      from: { path: real, format, columns: fills, reference },
      size,
    };
  } catch (error) {
    if (error instanceof CsvFileError) throw new CommandError('file', error.message, 'path');
    if (error instanceof NoSuchColumn) throw new CommandError('invalid-input', error.message, 'map');
    throw error;
  }
}

/**
 * Finds an earlier post of the same file in the same way over this connection. @returns the batch to continue, null if the file is to be
 * posted
 * @throws CommandError `conflict` if all of it has a result and posting it again was not requested
 */
function sameFile(store: Store, input: Input, { hash, label }: Source): number | null {
  if (hash === '' || input.sendAnyway.includes('same-file')) return null;
  const before = newestOfFile(store, hash, input);
  if (before === null) return null;
  const { jobs, connection, createdAt } = batchState(store, before);
  const isOpen = jobs.ready + jobs.held + jobs.sending + jobs.unknown + jobs['awaiting-vendor'] > 0;
  if (isOpen) return before;
  // A batch that was canceled or refused as a whole was never sold, so it may be posted.
  if (jobs.delivered + jobs.duplicate === 0) return null;
  const when = new Date(createdAt).toISOString().slice(0, 10);
  throw new CommandError(
    'conflict',
    `${label} was posted to ${connection} on ${when} already (posts ${before}): ${jobs.delivered.toLocaleString('en-US')} of ${jobs.total.toLocaleString('en-US')} leads were accepted. Nothing was posted. Posting it again may sell the same leads twice; send it anyway with the reason same-file.`,
    'path',
  );
}

/** The stored result of checking the rows of a batch that continues. */
async function keptCheck(store: Store, batchId: number, source: Source): Promise<PostCheck> {
  const { rows, leftOut } = await showBatch(store, batchId);
  return {
    ...{ rows, leftOut, toPost: rows - leftOut, reasons: [], problems: [], sample: [] },
    columns: columnsOf(source),
  };
}

const columnsOf = ({ columns, fills, reference }: Source): PostCheck['columns'] =>
  columns.map((header, at) => ({ header, field: fills[at] ?? null, isReference: at === reference }));

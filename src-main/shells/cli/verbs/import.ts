import { resolve as resolvePath } from 'node:path';
import {
  CommandError,
  type DialImport,
  type ImportDetail,
  type Mapping,
  type ReasonCount,
} from '../../../../src-preload/contract/index.ts';
import { fixesOf } from '../../../../src-preload/rules/cures.ts';
import { coversList } from '../../../vendors/crocodial/duplicates.ts';
import { attach, type Desk } from '../attach.ts';
import { FORMAT_OPTIONS, formatFrom, formatInWords, openAs } from '../file-format.ts';
import { columnsInWords, columnUses } from '../import-columns.ts';
import { DECISION_OPTIONS, decide, decisionsFrom } from '../import-decisions.ts';
import { MAPPING_OPTIONS, mappingFrom } from '../import-mapping.ts';
import { connectionOf, SETTING_OPTIONS, settingsFromFlags, settingsOf } from '../import-settings.ts';
import { orInterrupted } from '../interrupt.ts';
import { countsInWords, exitFor, untilIdle } from '../settle.ts';
import { awaitedOf, Standstill, whyItStands } from '../standstill.ts';
import {
  EXIT,
  EXITS_BY_SIGNAL,
  type ExitCode,
  number,
  text,
  UsageError,
  type Verb,
  type VerbContext,
} from '../verb.ts';
import { readBackRemarks, waitForReadBack } from '../wait-read-back.ts';

/** Loads a file into a dialer's list: opens, maps, checks, and (except in a dry run) starts it. */
export const importFile: Verb = {
  group: 'Dial lists',
  usage:
    'import FILE --to NAME --list ID --campaign ID [--dry-run] [--wait] [flags]\n      import FILE --template NAME [--dry-run] [--wait] [flags]',
  what: 'Checks a file and sends its rows to the dialer; --wait waits until every row has a result.',
  options: {
    ...SETTING_OPTIONS,
    ...MAPPING_OPTIONS,
    ...FORMAT_OPTIONS,
    ...DECISION_OPTIONS,
    'dry-run': { type: 'boolean', about: 'Check the file and show what would be sent; send nothing.' },
    wait: { type: 'boolean', about: 'Wait until every row has a result or needs your attention.' },
    'wait-at-most': {
      type: 'string',
      value: 'SECONDS',
      about: 'The same, with a time limit; the rest continues in the queue.',
    },
    again: { type: 'boolean', about: 'Import again even if an import of the same file is not finished.' },
  },
  examples: [
    'import list.csv --to Main --list 101 --campaign SALES --dry-run',
    'import list.csv --to Main --list 101 --campaign SALES --map "Mobile=phone_number" --save-template Web --wait',
    'import list.csv --template Web --wait',
    'import list.csv --to Main --list 101 --campaign SALES --header-row 3 --delimiter semicolon --date-order dmy --leave-out zone-disagrees',
  ],
  exits: {
    0: 'done: with --wait every row has a result',
    1: 'refused or failed, or no row of the file can be sent; the reason is on stderr',
    3: 'done, but some rows need your attention (held, unknown, stopped)',
    ...EXITS_BY_SIGNAL,
  },
  async run(context) {
    const [file] = context.words;
    if (file === undefined) throw new UsageError('import needs a file.');
    const flagSettings = settingsFromFlags(context);
    const template = text(context, 'template');
    if (template === undefined) checkFlags(context, flagSettings);
    const format = formatFrom(context);
    const decisions = decisionsFrom(context);
    const dryRun = context.options['dry-run'] === true;
    const wait = context.options.wait === true || context.options['wait-at-most'] !== undefined;
    const desk = await attach(context.dataDir, wait && !dryRun);
    const work = async () => {
      // Errors in the connection or the settings are reported before the file is read.
      const named = template === undefined ? await connectionOf(desk, context, null) : null;
      if (named !== null) settingsOf(context, flagSettings, null, named);
      const opened = await openAs(desk, resolvePath(file), format);
      const { connection, settings, base } = await orRemoved(desk, opened.id, async () => {
        const like = template === undefined ? null : await asTemplate(context, desk, opened, template);
        const connection = named ?? (await connectionOf(desk, context, like));
        return {
          connection,
          settings: settingsOf(context, flagSettings, like?.settings ?? null, connection),
          base: like,
        };
      });
      const underway =
        dryRun || context.options.again === true
          ? null
          : await unfinished(desk, opened, connection.id, settings.list_id);
      if (underway !== null) {
        await desk.call('imports.remove', { id: opened.id });
        context.remark(`Import ${underway.id} of the same file is not finished; continuing it.`);
        if (underway.state === 'checked') await desk.call('imports.start', { id: underway.id });
        return await finish(context, desk, underway.id, wait);
      }
      const mapping = await orRemoved(desk, opened.id, () => mappingFrom(base ?? opened, context));
      await desk.call('imports.configure', { id: opened.id, connectionId: connection.id, settings, mapping });
      await keepTemplate(context, desk, opened.id);
      await desk.call('imports.check', { id: opened.id, thenStart: !dryRun && decisions.length === 0 });
      if (dryRun || decisions.length > 0) {
        await checked(context, desk, opened.id);
        await decide(desk, opened.id, decisions);
      }
      if (dryRun) return await report(context, desk, opened.id);
      if (decisions.length > 0) await desk.call('imports.start', { id: opened.id });
      for (const note of [...opened.inspection.notes, ...notCalled(opened, mapping)]) context.remark(note);
      return await finish(context, desk, opened.id, wait);
    };
    try {
      return await orInterrupted(context, desk, work);
    } finally {
      await desk.close();
    }
  },
};

/** Checks what can be checked before anything is opened. @throws UsageError */
function checkFlags(context: VerbContext, flagSettings: ReturnType<typeof settingsFromFlags>): void {
  if ((text(context, 'to') ?? '') === '') throw new UsageError('--to is missing: the name of the connection.');
  if (text(context, 'list') === undefined || text(context, 'campaign') === undefined) return;
  settingsOf(context, flagSettings, null, { defaults: null });
}

/** A draft configured with a template. Flags then override its columns instead of the suggestion. */
async function asTemplate(context: VerbContext, desk: Desk, opened: ImportDetail, name: string): Promise<ImportDetail> {
  const { detail, missing } = await desk.call('templates.use', { importId: opened.id, name });
  for (const header of missing) context.remark(`${opened.fileName} has no column “${header}”, which ${name} uses.`);
  return { ...detail, suggestion: { ...detail.suggestion, mapping: detail.mapping ?? detail.suggestion.mapping } };
}

/** Saves the configuration as a template, if the flag requests it. */
async function keepTemplate(context: VerbContext, desk: Desk, importId: number): Promise<void> {
  const name = text(context, 'save-template');
  if (name === undefined) return;
  const saved = await desk.call('templates.save', { importId, name, replace: true });
  context.remark(`Saved as the template ${saved.name}.`);
}

/** Prints which columns keep rows from being called, and the flag that changes it. */
function notCalled({ inspection }: ImportDetail, { doNotCall = [] }: Mapping): string[] {
  const names = doNotCall.map(({ column }) => `“${inspection.columns[column] ?? column + 1}”`);
  if (names.length === 0) return [];
  return [`Rows that ${names.join(', ')} says not to call are left out; --do-not-call none sends them.`];
}

/** An unfinished import of the same file into the same list, which a script that is run again continues. */
async function unfinished(
  desk: Desk,
  opened: ImportDetail,
  connectionId: number,
  listId: string,
): Promise<DialImport | null> {
  for (const { id } of opened.sameFile) {
    const other = await desk.call('imports.get', { id });
    if (other.connectionId !== connectionId || other.listId !== listId) continue;
    const open = other.jobs.ready + other.jobs.held + other.jobs.sending + other.jobs.unknown;
    if (other.state === 'checking' || other.state === 'starting' || (other.state === 'started' && open > 0))
      return other;
  }
  return null;
}

/** Removes the draft if the work fails. */
async function orRemoved<T>(desk: Desk, id: number, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await desk.call('imports.remove', { id });
    throw error;
  }
}

/** Waits for the end of the check. @throws CommandError if it failed */
async function checked(context: VerbContext, desk: Desk, id: number): Promise<void> {
  const { status } = await untilIdle(desk, {
    forMs: null,
    remark: context.remark,
    wants: ({ imports }) => imports.some((one) => one.id === id && one.state !== 'checking'),
  });
  const found = status.imports.find((one) => one.id === id);
  if (found?.state === 'failed') throw new CommandError('failed', found.error ?? 'The check failed.');
}

const NO_DUPLICATE_CHECK =
  'No duplicate check by phone: a row whose answer is lost stays unknown, and sending it again may add it twice. With a check (omit --no-duplicate-check, or --set duplicate_check=DUPLIST) such rows are resolved automatically, at the cost of one search per row.';

async function report(context: VerbContext, desk: Desk, id: number): Promise<ExitCode> {
  const summary = await desk.call('imports.summary', { id });
  const reasons = await desk.call('imports.reasons', { id });
  const { rows: sample } = await desk.call('imports.rows', { id, verdict: 'send', limit: 5 });
  const detail = await desk.call('imports.get', { id });
  const { inspection } = detail;
  const columnsUsed = columnUses(detail, detail.mapping ?? detail.suggestion.mapping);
  const { format, headerLine, columns, notes } = inspection;
  const file = { format, headerLine, columns, notes };
  if (context.json)
    context.out(JSON.stringify({ import: id, dryRun: true, summary, reasons, sample, file, columns: columnsUsed }));
  else {
    for (const line of [...formatInWords(inspection), ...columnsInWords(columnsUsed)]) context.out(line);
    context.out(
      `${summary.rowsToSend.toLocaleString('en-US')} of ${summary.rows.total.toLocaleString('en-US')} rows would go to list ${summary.listId} of ${summary.connection}; ${summary.leftOut.toLocaleString('en-US')} left out. Nothing was sent.`,
    );
    const mapping = detail.mapping ?? detail.suggestion.mapping;
    for (const reason of reasons) {
      const flags = fixesOf(reason.code, mapping).map(({ flag }) => flag);
      const cured = flags.length === 0 ? '' : `; to read the file differently: ${flags.join(' or ')}`;
      context.out(`  ${reason.sentence} (${reasonName(reason)}${cured})`);
    }
    const doubles =
      detail.settings !== null && !coversList(detail.settings.duplicate_check) ? [NO_DUPLICATE_CHECK] : [];
    for (const warning of [...summary.warnings, ...doubles]) context.out(`  ! ${warning}`);
  }
  return noRowGoes(context, detail, reasons) ? EXIT.failed : EXIT.ok;
}

/** A reason as named in `--leave-out` and similar flags. */
const reasonName = ({ code, field }: ReasonCount): string => (field === '' ? code : `${code}:${field}`);

/** Whether no row of a file is sent. If so, it prints why. */
function noRowGoes(
  context: VerbContext,
  { fileName, rows }: Pick<DialImport, 'fileName' | 'rows'>,
  reasons: readonly ReasonCount[],
): boolean {
  if (rows.send > 0) return false;
  const all = rows.total === 1 ? 'its only row is' : `all ${rows.total.toLocaleString('en-US')} rows are`;
  context.remark(
    rows.total === 0 ? `${fileName} has no rows to send.` : `No row of ${fileName} can be sent: ${all} left out.`,
  );
  for (const { severity, sentence } of reasons) if (severity === 'error') context.remark(`  ${sentence}`);
  return true;
}

async function finish(context: VerbContext, desk: Desk, id: number, wait: boolean): Promise<ExitCode> {
  const find = (imports: readonly DialImport[]) => imports.find((one) => one.id === id);
  const inQueue = ({ state }: DialImport) => state === 'started' || state === 'failed';
  const standstill = new Standstill(desk);
  const most = number(context, 'wait-at-most');
  const until = most === undefined ? Number.POSITIVE_INFINITY : Date.now() + most * 1000;
  const { status, rested } = await untilIdle(desk, {
    forMs: most === undefined ? null : most * 1000,
    remark: context.remark,
    connectionOf: (now) => find(now.imports)?.connectionId ?? null,
    wants: async (now) => {
      const one = find(now.imports);
      if (!one || !inQueue(one)) return one?.error != null && one.state === 'starting';
      if (!wait || now.idle || one.state === 'failed') return true;
      return await standstill.reached(awaitedOf(now, one));
    },
  });
  const one = find(status.imports);
  if (!one || one.state === 'failed') throw new CommandError('failed', one?.error ?? 'The import was deleted.');
  const leftOut = one.rows.total - one.rows.send;
  const readBack = wait && rested ? await waitForReadBack(desk, one, Math.max(0, until - Date.now())) : null;
  if (context.json) context.out(JSON.stringify({ ...one, readBack }));
  else {
    context.out(
      `Import ${id}: ${one.rows.total.toLocaleString('en-US')} rows, ${leftOut.toLocaleString('en-US')} left out; ${countsInWords(one.jobs)}.`,
    );
  }
  if (!rested) context.remark(`Waited ${most} s, as requested; the rest continues in the queue.`);
  if (wait) {
    const reasons = await desk.call('jobs.reasons', { filter: { importId: id, state: 'delivered' } });
    for (const { jobs, reason } of reasons) context.remark(`${jobs.toLocaleString('en-US')} delivered: ${reason}`);
    for (const line of readBackRemarks(id, readBack)) context.remark(line);
    for (const sentence of whyItStands(awaitedOf(status, one), one.pausedReason)) context.remark(sentence);
  } else {
    const dialer = status.connections.find(({ id: connectionId }) => connectionId === one.connectionId);
    if (dialer?.runReason) context.remark(`${dialer.name} is ${dialer.runState}: ${dialer.runReason}`);
  }
  if (one.rows.send === 0 && noRowGoes(context, one, await desk.call('imports.reasons', { id }))) return EXIT.failed;
  return wait ? exitFor([one]) : EXIT.ok;
}

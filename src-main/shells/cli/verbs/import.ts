import { resolve as resolvePath } from 'node:path';
import {
  CommandError,
  type DialImport,
  type ImportDetail,
  LEAD_FIELDS,
  type LeadFieldName,
  type Mapping,
  mapping as mappingShape,
} from '../../../../src-preload/contract/index.ts';
import { parseSetPairs, readSettings } from '../../../vendors/crocodial/settings.ts';
import { attach, type Desk } from '../attach.ts';
import { FORMAT_OPTIONS, formatFrom, formatInWords, openAs } from '../file-format.ts';
import { connectionNamed } from '../named.ts';
import { countsInWords, exitFor, untilIdle } from '../settle.ts';
import { EXIT, type ExitCode, mustHave, texts, UsageError, type Verb, type VerbContext } from '../verb.ts';

/** Loads a file into a dialer's list: open, map, check, and (unless it is a dry run) start. */
export const importFile: Verb = {
  group: 'Dial lists',
  usage: 'import FILE --to NAME --list ID --campaign ID [--dry-run] [--wait] [flags]',
  what: 'Checks a file and hands its rows to the dialer; --wait stays until every row has an outcome.',
  options: {
    to: { type: 'string', value: 'NAME', about: 'The dialer’s connection.' },
    list: { type: 'string', value: 'ID', about: 'The dialer’s list, 3 to 12 digits.' },
    campaign: { type: 'string', value: 'ID', about: 'The dialer’s campaign.' },
    set: {
      type: 'string',
      multiple: true,
      value: 'KEY=VALUE',
      about: 'A setting of the dialer’s document, such as duplicate_check=DUPLIST.',
    },
    map: {
      type: 'string',
      multiple: true,
      value: '"HEADER=FIELD"',
      about:
        'Which column fills which field, or the custom field of that label. Twice for one field joins the columns, an empty field leaves the column out.',
    },
    ...FORMAT_OPTIONS,
    'dry-run': { type: 'boolean', about: 'Check the file and say what would go; send nothing.' },
    wait: { type: 'boolean', about: 'Stay until every row has an outcome, or waits for you.' },
    again: { type: 'boolean', about: 'Import anew, although an import of the same file is not finished.' },
  },
  examples: [
    'import list.csv --to Main --list 101 --campaign SALES --dry-run',
    'import list.csv --to Main --list 101 --campaign SALES --map "Mobile=phone_number" --set duplicate_check=DUPLIST --wait',
  ],
  async run(context) {
    const [file] = context.words;
    if (file === undefined) throw new UsageError('import wants a file.');
    const settings = settingsFrom(context);
    const format = formatFrom(context);
    const to = mustHave(context, 'to', 'the name of the connection');
    const dryRun = context.options['dry-run'] === true;
    const wait = context.options.wait === true;
    const desk = await attach(context.dataDir, wait && !dryRun);
    try {
      const connection = await connectionNamed(desk, to);
      const opened = await openAs(desk, resolvePath(file), format);
      const underway =
        dryRun || context.options.again === true
          ? null
          : await unfinished(desk, opened, connection.id, settings.list_id);
      if (underway !== null) {
        await desk.call('imports.remove', { id: opened.id });
        context.remark(`Import ${underway.id} of the same file is not finished; going on with it.`);
        if (underway.state === 'checked') await desk.call('imports.start', { id: underway.id });
        return await finish(context, desk, underway.id, wait);
      }
      const mapping = mappingFrom(opened, texts(context, 'map'));
      await desk.call('imports.configure', { id: opened.id, connectionId: connection.id, settings, mapping });
      await desk.call('imports.check', { id: opened.id, thenStart: !dryRun });
      if (dryRun) return await report(context, desk, opened.id);
      for (const note of opened.inspection.notes) context.remark(note);
      return await finish(context, desk, opened.id, wait);
    } finally {
      await desk.close();
    }
  },
};

function settingsFrom(context: VerbContext): ReturnType<typeof readGood> {
  const listId = mustHave(context, 'list', 'the dialer’s list');
  const campaign = mustHave(context, 'campaign', 'the dialer’s campaign');
  const { settings, problems } = parseSetPairs(texts(context, 'set'));
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  const campaignId = /^[A-Za-z0-9_-]{2,8}$/.test(campaign) ? { campaign_id: campaign } : {};
  return readGood({ ...campaignId, ...settings, list_id: listId, campaign });
}

function readGood(input: unknown) {
  const read = readSettings(input);
  if (!read.ok) throw new UsageError(read.problems.map(({ sentence }) => sentence).join('\n'));
  return read.settings;
}

/** The suggestion for this file, overridden by what `--map` says. @throws UsageError naming the headers there are */
function mappingFrom(opened: ImportDetail, pairs: readonly string[]): Mapping {
  const base = opened.suggestion.mapping;
  const columns = opened.inspection.columns.map((header, index) => ({ header, index }));
  const targets = { ...base.targets };
  const custom = { ...base.custom };
  const claimed = new Set<string>();
  for (const pair of pairs) {
    const at = pair.lastIndexOf('=');
    if (at < 1) throw new UsageError(`--map "${pair}": write it as "Header=field".`);
    const header = pair.slice(0, at).trim();
    const field = pair.slice(at + 1).trim();
    const column = columns.find((one) => one.header.trim().toLowerCase() === header.toLowerCase());
    if (!column) {
      throw new UsageError(
        `--map "${pair}": the file has no column "${header}". It has ${opened.inspection.columns.join(', ')}.`,
      );
    }
    for (const name of Object.keys(targets) as LeadFieldName[]) {
      const from = targets[name]?.from.filter((index) => index !== column.index || claimed.has(name)) ?? [];
      if (from.length === 0) delete targets[name];
      else targets[name] = { ...targets[name], from };
    }
    for (const [label, index] of Object.entries(custom)) if (index === column.index) delete custom[label];
    if (field === '') continue;
    if ((LEAD_FIELDS as readonly string[]).includes(field)) {
      const name = field as LeadFieldName;
      // The first --map of a field replaces the suggestion; a second one joins its column to the first.
      const before = claimed.has(name) ? (targets[name]?.from ?? []) : [];
      targets[name] = { from: [...before, column.index] };
      claimed.add(name);
    } else custom[field] = column.index;
  }
  const read = mappingShape.safeParse({ ...base, columns, targets, custom });
  if (!read.success)
    throw new UsageError(read.error.issues.map(({ message, path }) => `${path.join('.')}: ${message}`).join('\n'));
  if (read.data.targets.phone_number === undefined) {
    throw new UsageError(
      `No column looks like phone numbers. Say which: --map "Header=phone_number". The file has ${opened.inspection.columns.join(', ')}.`,
    );
  }
  return read.data;
}

/** An import of the same file into the same list that has not come to its end: a script run again after a kill goes on with it. */
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

async function report(context: VerbContext, desk: Desk, id: number): Promise<ExitCode> {
  const { status } = await untilIdle(desk, {
    forMs: null,
    tell: context.remark,
    wants: ({ imports }) => imports.some((one) => one.id === id && one.state !== 'checking'),
  });
  const found = status.imports.find((one) => one.id === id);
  if (found?.state === 'failed') throw new CommandError('failed', found.error ?? 'The check failed.');
  const summary = await desk.call('imports.summary', { id });
  const reasons = await desk.call('imports.reasons', { id });
  const { rows: sample } = await desk.call('imports.rows', { id, verdict: 'send', limit: 5 });
  const { inspection } = await desk.call('imports.get', { id });
  const { format, headerLine, columns, notes } = inspection;
  const file = { format, headerLine, columns, notes };
  if (context.json) context.out(JSON.stringify({ import: id, dryRun: true, summary, reasons, sample, file }));
  else {
    for (const line of formatInWords(inspection)) context.out(line);
    context.out(
      `${summary.rowsToSend.toLocaleString('en-US')} of ${summary.rows.total.toLocaleString('en-US')} rows would go to list ${summary.listId} of ${summary.connection}; ${summary.leftOut.toLocaleString('en-US')} left out. Nothing was sent.`,
    );
    for (const reason of reasons) context.out(`  ${reason.sentence}`);
    for (const warning of summary.warnings) context.out(`  ! ${warning}`);
  }
  return EXIT.ok;
}

async function finish(context: VerbContext, desk: Desk, id: number, wait: boolean): Promise<ExitCode> {
  const find = (imports: readonly DialImport[]) => imports.find((one) => one.id === id);
  const inQueue = ({ state }: DialImport) => state === 'started' || state === 'failed';
  const { status } = await untilIdle(desk, {
    forMs: null,
    tell: context.remark,
    wants: (now) => {
      const one = find(now.imports);
      if (!one || !inQueue(one)) return one?.error != null && one.state === 'starting';
      return (
        !wait ||
        now.idle ||
        one.state === 'failed' ||
        one.jobs.ready + one.jobs.held + one.jobs.sending + one.jobs.unknown === 0
      );
    },
  });
  const one = find(status.imports);
  if (!one || one.state === 'failed') throw new CommandError('failed', one?.error ?? 'The import is gone.');
  const leftOut = one.rows.total - one.rows.send;
  if (context.json) context.out(JSON.stringify(one));
  else {
    context.out(
      `Import ${id}: ${one.rows.total.toLocaleString('en-US')} rows, ${leftOut.toLocaleString('en-US')} left out; ${countsInWords(one.jobs)}.`,
    );
  }
  const dialer = status.connections.find(({ id: connectionId }) => connectionId === one.connectionId);
  if (dialer?.runReason) context.remark(`${dialer.name} is ${dialer.runState}: ${dialer.runReason}`);
  return wait ? exitFor([one]) : EXIT.ok;
}

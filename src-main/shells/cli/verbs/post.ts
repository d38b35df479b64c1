import { resolve as resolvePath } from 'node:path';
import { MOST_DELAY_HOURS, type PostCheck, postKind } from '../../../../src-preload/contract/index.ts';
import { attach } from '../attach.ts';
import { orInterrupted } from '../interrupt.ts';
import { connectionNamed } from '../named.ts';
import { CONTACT_OPTION, reasonsOverruled, SEND_ANYWAY_OPTION, SET_OPTION, setFields } from '../set-fields.ts';
import {
  EXIT,
  EXITS_BY_SIGNAL,
  mustHave,
  number,
  text,
  texts,
  UsageError,
  type Verb,
  type VerbContext,
} from '../verb.ts';
import { tellBatch, waitForPosts } from '../wait-for-posts.ts';

/** Posts the leads of a file to a receiver. */
export const post: Verb = {
  group: 'Posting leads',
  usage: 'post FILE --to NAME [--kind KIND] [--map "Header=Field"]… [--set Field=value]… [flags]',
  what: 'Checks a file and posts its leads to a receiver; --wait waits until every lead has a result.',
  options: {
    to: { type: 'string', value: 'NAME', about: 'The receiver.' },
    kind: {
      type: 'string',
      value: 'KIND',
      about: `How leads are posted: ${postKind.options.join(', ')} (default general).`,
    },
    map: {
      type: 'string',
      multiple: true,
      value: '"HEADER=FIELD"',
      about:
        'Map a column to a field of the receiver; an empty field leaves the column out, #3 is the third column. Default: each column fills the field with its name. Unless the fields of the lead type are known (lead-fields shows them), columns without a --map are left out once there is one. With --kind calldata, columns such as “Call date” are found by their names; with another kind they are left out.',
    },
    ...SET_OPTION,
    reference: {
      type: 'string',
      value: 'HEADER',
      about: 'The column whose value the receiver stores with the lead for reports (XML and JSON).',
    },
    'no-sell': { type: 'boolean', about: 'Do not sell the leads on to clients (JSON).' },
    'send-delay': { type: 'string', value: 'HOURS', about: 'Wait this many hours before selling the leads on (JSON).' },
    'ping-first': {
      type: 'boolean',
      about: 'Ping first: ask for the price of each lead, then post it with the order that was returned.',
    },
    ...CONTACT_OPTION,
    together: { type: 'string', value: 'N', about: 'Leads per request, 1 to 500 (default 1; XML and JSON).' },
    ...SEND_ANYWAY_OPTION,
    'leave-out-posted': { type: 'boolean', about: 'Leave out leads already posted to this lead source.' },
    'dry-run': { type: 'boolean', about: 'Check the file and show what would be posted; post nothing.' },
    wait: { type: 'boolean', about: 'Wait until every lead has a result or needs your attention.' },
  },
  examples: [
    'post leads.csv --to LeadExec --kind general --map "Mobile=PrimaryPhone" --map "Mail=Email" --dry-run',
    'post leads.csv --to LeadExec --kind returnsends --set Source=Web --reference Id --wait',
  ],
  exits: {
    0: 'done: with --wait every lead has a result',
    1: 'refused or failed, or no lead of the file can be posted; the reason is on stderr',
    3: 'done, but some leads need your attention (held, unknown, stopped)',
    ...EXITS_BY_SIGNAL,
  },
  async run(context) {
    const [file] = context.words;
    if (file === undefined) throw new UsageError('post needs a file.');
    const to = mustHave(context, 'to', 'the name of the receiver');
    const kind = postKind.safeParse(text(context, 'kind') ?? 'general');
    if (!kind.success) throw new UsageError(`--kind must be one of ${postKind.options.join(', ')}.`);
    const sendAnyway = reasonsOverruled(context);
    const together = number(context, 'together') ?? 1;
    if (!Number.isInteger(together) || together < 1 || together > 500)
      throw new UsageError('--together must be a number from 1 to 500.');
    const sendDelay = number(context, 'send-delay') ?? null;
    if (sendDelay !== null && !(sendDelay >= 0 && sendDelay <= MOST_DELAY_HOURS))
      throw new UsageError(`--send-delay must be from 0 to ${MOST_DELAY_HOURS} hours.`);
    const [map, set] = [mapFrom(context), setFields(context)];
    const dryRun = context.options['dry-run'] === true;
    const wait = context.options.wait === true && !dryRun;
    const desk = await attach(context.dataDir, wait);
    const work = async () => {
      const { id: connectionId } = await connectionNamed(desk, to);
      const { batch, check } = await desk.call('delivery.post', {
        ...{
          connectionId,
          kind: kind.data,
          path: resolvePath(file),
          map,
          set,
          together,
          sendDelay,
          sendAnyway,
          dryRun,
        },
        contact: [...texts(context, 'contact')],
        reference: text(context, 'reference') ?? '',
        noSell: context.options['no-sell'] === true,
        pingFirst: context.options['ping-first'] === true,
        leaveOutPosted: context.options['leave-out-posted'] === true,
      });
      printCheck(context, check, dryRun);
      const settled = batch !== null && wait ? await waitForPosts(context, desk, batch.id) : batch;
      if (context.json) context.out(JSON.stringify({ batch: settled, dryRun, check }));
      if (settled === null) return check.toPost === 0 ? EXIT.failed : EXIT.ok;
      if (!wait) {
        const one = settled.jobs.total === 1;
        if (!context.json)
          context.out(
            `${settled.jobs.total.toLocaleString('en-US')} ${one ? 'lead is' : 'leads are'} queued for ${settled.connection} (posts ${settled.id}).`,
          );
        return EXIT.ok;
      }
      return await tellBatch(context, desk, settled);
    };
    try {
      return await orInterrupted(context, desk, work);
    } finally {
      await desk.close();
    }
  },
};

/** The mapping from `--map "Header=Field"`. A header may contain an equals sign, so the last one separates. @throws UsageError */
function mapFrom(context: VerbContext): { header: string; field: string }[] {
  return texts(context, 'map').map((pair) => {
    const at = pair.lastIndexOf('=');
    if (at < 1) throw new UsageError(`--map "${pair}": use the form "HEADER=FIELD".`);
    return { header: pair.slice(0, at).trim(), field: pair.slice(at + 1).trim() };
  });
}

function printCheck(context: VerbContext, check: PostCheck, dryRun: boolean): void {
  const say = dryRun && !context.json ? context.out : context.remark;
  const { rows, toPost, leftOut, columns, reasons, problems, sample } = check;
  const n = (count: number) => count.toLocaleString('en-US');
  if (rows === 0) say('The file has no rows below its header.');
  else if (dryRun || leftOut > 0)
    say(
      `${n(toPost)} of ${n(rows)} leads ${dryRun ? 'would be posted' : 'to post'}; ${n(leftOut)} left out.${dryRun ? ' Nothing was posted.' : ''}`,
    );
  if (dryRun) {
    for (const { header, field, isReference } of columns) {
      const posted = [...(field === null ? [] : [field]), ...(isReference ? ['reference'] : [])];
      say(`  ${header} → ${posted.join(', ') || 'not posted'}`);
    }
  } else {
    const unused = columns.filter((one) => one.field === null && !one.isReference).map(({ header }) => header);
    if (unused.length > 0) context.remark(`Not posted: ${unused.join(', ')}.`);
  }
  for (const { sentence, severity, code } of reasons)
    say(`  ${severity === 'error' ? 'left out: ' : ''}${sentence} (${code})`);
  for (const { field, use, problem, expression, detail } of problems) {
    const what = problem === 'too-slow' ? 'takes too long' : 'does not compile';
    context.remark(`The vendor’s expression for ${use} of ${field} ${what} and is ignored: ${expression} (${detail})`);
  }
  if (!dryRun) return;
  for (const { row, issues } of sample) {
    for (const { field, before, after } of issues) {
      if (before !== undefined && after !== undefined)
        say(`  row ${row}: ${field}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`);
    }
  }
}

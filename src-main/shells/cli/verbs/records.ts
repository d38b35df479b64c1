import { type CommandOutput, recordKind } from '../../../../src-preload/contract/index.ts';
import { attach, type Desk } from '../attach.ts';
import { connectionNamed } from '../named.ts';
import { EXIT, UsageError, type Verb } from '../verb.ts';

/** The number of records read from the desk at once. */
const PAGE = 1_000;

type Answer = CommandOutput<'leadexec.records'>;

/** Lists the records of a LeadExec account that are stored on this desk. */
export const records: Verb = {
  group: 'LeadExec account',
  usage: 'records NAME KIND [--parent ID] [--text TEXT] [--refresh]',
  what: `Lists records of a LeadExec account from the copies on this desk; --refresh reads them from LeadExec first. Kinds: ${recordKind.options.join(', ')}.`,
  options: {
    parent: {
      type: 'string',
      value: 'ID',
      about: 'Only records of this client, lead type, list or lead source, by its ID.',
    },
    text: { type: 'string', value: 'TEXT', about: 'Only records that show this text.' },
    refresh: { type: 'boolean', about: 'Read the records from LeadExec first.' },
  },
  examples: [
    'records Account clients --refresh',
    'records Account accounts --parent 4711 --json',
    'records Account orders --text Open',
  ],
  exits: { 1: 'refused, or the refresh failed; the reason is on stderr' },
  async run(context) {
    const [name, word] = context.words;
    const kind = recordKind.safeParse(word);
    if (name === undefined || !kind.success) {
      throw new UsageError(`records takes the name of an account and a kind: ${recordKind.options.join(', ')}.`);
    }
    const { parent: given, text } = context.options;
    const parent = typeof given === 'string' ? Number(given) : undefined;
    if (parent !== undefined && !(Number.isSafeInteger(parent) && parent > 0)) {
      throw new UsageError(`--parent takes an ID, not "${given}".`);
    }
    const desk = await attach(context.dataDir, false);
    try {
      const connectionId = (await connectionNamed(desk, name)).id;
      const place = { connectionId, kind: kind.data, ...(parent === undefined ? {} : { parent }) };
      if (context.options.refresh === true) {
        const { error } = await desk.call('leadexec.refresh', place);
        if (error !== null) {
          context.remark(error);
          return EXIT.failed;
        }
      }
      const answer = await all(desk, { ...place, text: typeof text === 'string' ? text : '' });
      if (context.json) context.out(JSON.stringify(answer));
      else {
        for (const { id, values } of answer.rows) {
          const shown = Object.entries(values).filter(([, value]) => value !== null && value !== '' && value !== id);
          context.out([id, ...shown.map(([field, value]) => `${field}: ${value}`)].join('  '));
        }
        const read = answer.readAt === null ? 'never refreshed' : `as of ${new Date(answer.readAt).toISOString()}`;
        context.out(`${answer.total.toLocaleString('en-US')} of ${answer.all.toLocaleString('en-US')}, ${read}`);
      }
      return EXIT.ok;
    } finally {
      await desk.close();
    }
  },
};

/** All matching records, page by page. */
async function all(desk: Desk, query: Parameters<typeof page>[1]): Promise<Answer> {
  const first = await page(desk, query, 0);
  const rows = [...first.rows];
  while (rows.length < first.total) {
    const next = await page(desk, query, rows.length);
    if (next.rows.length === 0) break;
    rows.push(...next.rows);
  }
  return { ...first, rows };
}

const page = (
  desk: Desk,
  query: { connectionId: number; kind: (typeof recordKind.options)[number]; parent?: number; text: string },
  from: number,
): Promise<Answer> => desk.call('leadexec.records', { ...query, from, count: PAGE });

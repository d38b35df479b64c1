import { type HeldValue, type Job, jobFilter, jobState } from '../../../../src-preload/contract/index.ts';
import { attach } from '../attach.ts';
import { connectionNamed } from '../named.ts';
import { EXIT, number, text, UsageError, type Verb } from '../verb.ts';

const PAGE = 1000;

/** A value that the dialer stores differently, for the last column of its job. */
const heldInWords = ({ field, shown, held }: HeldValue): string =>
  `${field}: ${JSON.stringify(shown)} → ${held === '' ? 'nothing' : JSON.stringify(held)}`;

/** Every job that matches, as one object or line per job. */
export const jobs: Verb = {
  group: 'The queue',
  usage: 'jobs [--state STATE] [--import N] [--to NAME] [--missing WHAT] [--differs] [--text TEXT]',
  what: 'Lists the jobs in the queue: row, state, reason, the vendor’s lead ID and last answer.',
  options: {
    state: {
      type: 'string',
      value: 'STATE',
      about: 'Only jobs in this state: ready, held, sending, delivered, rejected, unknown and so on.',
    },
    import: { type: 'string', value: 'N', about: 'Only jobs of this import.' },
    to: { type: 'string', value: 'NAME', about: 'Only jobs of this connection.' },
    missing: {
      type: 'string',
      value: 'WHAT',
      about: 'Only delivered jobs without this: hopper, callback, custom_fields, multi_alt_phones, or any of these.',
    },
    differs: { type: 'boolean', about: 'Only leads whose stored values differ from those shown.' },
    text: { type: 'string', value: 'TEXT', about: 'Only jobs whose phone, lead ID, answer or reason contains this.' },
  },
  examples: ['jobs --state rejected', 'jobs --state unknown --import 3 --json'],
  async run(context) {
    const wanted = text(context, 'state');
    const state = jobState.optional().safeParse(wanted);
    if (!state.success) throw new UsageError(`--state must be one of ${jobState.options.join(', ')}.`);
    const missing = jobFilter.shape.missing.safeParse(text(context, 'missing'));
    if (!missing.success)
      throw new UsageError('--missing must be one of any, hopper, callback, custom_fields, multi_alt_phones.');
    const desk = await attach(context.dataDir, false);
    try {
      const to = text(context, 'to');
      const importId = number(context, 'import');
      const words = text(context, 'text');
      const filter = {
        ...(state.data === undefined ? {} : { state: state.data }),
        ...(importId === undefined ? {} : { importId }),
        ...(to === undefined ? {} : { connectionId: (await connectionNamed(desk, to)).id }),
        ...(words === undefined ? {} : { text: words }),
        ...(context.options.differs === true ? { differs: true as const } : {}),
        ...(missing.data === undefined ? {} : { missing: missing.data }),
      };
      let after: string | null = null;
      let first = true;
      if (context.json) context.out('[');
      do {
        const page: { jobs: Job[]; cursor: string | null } = await desk.call('jobs.list', {
          filter,
          after,
          limit: PAGE,
          order: 'oldest',
        });
        for (const job of page.jobs) {
          if (context.json) context.out(`${first ? '' : ','}${JSON.stringify(job)}`);
          else
            context.out(
              [
                ...[job.row, job.state, job.phone, job.leadId ?? '', job.reason ?? job.lastAnswer ?? ''],
                ...(job.differs.length === 0 ? [] : [job.differs.map(heldInWords).join('; ')]),
              ].join('\t'),
            );
          first = false;
        }
        after = page.cursor;
      } while (after !== null);
      if (context.json) context.out(']');
      return EXIT.ok;
    } finally {
      await desk.close();
    }
  },
};

import { resolve as resolvePath } from 'node:path';
import {
  type CommandArguments,
  practiceVendor,
  type Resolution,
  resolution,
} from '../../../../src-preload/contract/index.ts';
import { attach } from '../attach.ts';
import { connectionNamed } from '../named.ts';
import { EXIT, mustHave, number, text, texts, UsageError, type Verb } from '../verb.ts';

/** Writes the rows of an import that were left out or refused to a file. */
export const rejects: Verb = {
  group: 'Dial lists',
  usage: 'rejects IMPORT --out FILE',
  what: 'Exports rows that were left out or refused, with the file’s columns and the reason.',
  options: { out: { type: 'string', value: 'FILE', about: 'The file to write.' } },
  examples: ['rejects 1 --out rejects.csv'],
  async run(context) {
    const id = Number(context.words[0]);
    if (!Number.isInteger(id)) throw new UsageError('rejects needs the number of an import; `status` lists them.');
    const path = resolvePath(mustHave(context, 'out', 'the file to write'));
    const desk = await attach(context.dataDir, false);
    try {
      const written = await desk.call('imports.rejects', { id, path });
      context.out(
        context.json
          ? JSON.stringify(written)
          : `${written.rows.toLocaleString('en-US')} rows written to ${written.path}.`,
      );
      return EXIT.ok;
    } finally {
      await desk.close();
    }
  },
};

/** Resumes or pauses a connection by its name. */
function switchConnection(command: 'connections.resume' | 'connections.pause', verb: string): Verb {
  return {
    group: 'Connections',
    usage: `${verb} NAME`,
    what:
      verb === 'resume'
        ? 'Resumes a stopped or paused connection.'
        : 'Pauses a connection; its rows wait until it is resumed.',
    options: {},
    examples: [`${verb} Main`],
    async run(context) {
      const [name] = context.words;
      if (name === undefined) throw new UsageError(`${verb} needs the name of a connection.`);
      const desk = await attach(context.dataDir, false);
      try {
        const { id } = await connectionNamed(desk, name);
        const connection = await desk.call(command, { id });
        context.out(context.json ? JSON.stringify(connection) : `${connection.name} is ${connection.runState}.`);
        return connection.runState === 'stopped' ? EXIT.attention : EXIT.ok;
      } finally {
        await desk.close();
      }
    },
  };
}

export const resume = switchConnection('connections.resume', 'resume');
export const pause = switchConnection('connections.pause', 'pause');

/** The state of a job after it was resolved. `send-again` makes it ready. */
const STATE_AFTER = { delivered: 'delivered', rejected: 'rejected', 'send-again': 'ready to be sent again' } as const;

function resolvedWords(changed: number, as: Resolution): string {
  const jobs = `${changed.toLocaleString('en-US')} unknown ${changed === 1 ? 'job' : 'jobs'}`;
  const are = changed === 1 ? 'is' : 'are';
  if (as === 'ask-dialer') return `Asking the dialer about ${jobs}; nothing is sent. \`run\` waits for the answers.`;
  if (as === 'send-checked') return `${jobs} ${are} sent again with a duplicate check for the list.`;
  return `${jobs} ${are} now ${STATE_AFTER[as]}.`;
}

/** How a receiver is asked about posts, by the word for it. */
const ASKED_WAYS: Readonly<Record<string, CommandArguments<'delivery.askOutcome'>['way']>> = {
  'ask-status': 'status',
  'check-duplicate': 'duplicate-check',
};

function askedWords(changed: number): string {
  const posts = `${changed.toLocaleString('en-US')} unknown ${changed === 1 ? 'post' : 'posts'}`;
  return `Asking the receiver about ${posts}; nothing is posted. \`run\` waits for the answers.`;
}

/** Stores the operator's decision on jobs whose result is unknown. */
export const resolveUnknown: Verb = {
  group: 'The queue',
  usage:
    'resolve unknown delivered|send-again|rejected|ask-dialer|send-checked|ask-status|check-duplicate [--job ID]… [--import N] [--to NAME]',
  what: 'Resolves jobs with an unknown result: all of them, or those selected. ask-dialer looks each job up in the dialer and sends nothing; send-checked sends each again with a duplicate check for its list; ask-status and check-duplicate ask the receiver about posts, by post ID or, where that is approved, by phone and email; send-again sends each again as it was, whether or not it arrived.',
  options: {
    job: { type: 'string', multiple: true, value: 'ID', about: 'Only this job; can be repeated.' },
    import: { type: 'string', value: 'N', about: 'Only jobs of this import.' },
    to: { type: 'string', value: 'NAME', about: 'Only jobs of this connection.' },
  },
  examples: [
    'resolve unknown ask-dialer --import 1',
    'resolve unknown send-again --import 1',
    'resolve unknown ask-status --to LeadExec',
    'resolve unknown delivered --job 17 --job 18',
  ],
  async run(context) {
    const [state, word] = context.words;
    const as = resolution.safeParse(word);
    const way = ASKED_WAYS[word ?? ''];
    if (state !== 'unknown' || !(as.success || way !== undefined))
      throw new UsageError(`Usage: trunkline ${resolveUnknown.usage}`);
    const desk = await attach(context.dataDir, false);
    try {
      const ids = texts(context, 'job').map(Number);
      const importId = number(context, 'import');
      const to = text(context, 'to');
      const filter = {
        state: 'unknown' as const,
        ...(importId === undefined ? {} : { importId }),
        ...(to === undefined ? {} : { connectionId: (await connectionNamed(desk, to)).id }),
      };
      const which = ids.length > 0 ? { ids } : { filter };
      if (as.success) {
        const changed = await desk.call('jobs.resolve', { which, as: as.data });
        context.out(context.json ? JSON.stringify(changed) : resolvedWords(changed.changed, as.data));
      } else if (way !== undefined) {
        const asked = await desk.call('delivery.askOutcome', { which, way });
        context.out(context.json ? JSON.stringify(asked) : askedWords(asked.changed));
      }
      return EXIT.ok;
    } finally {
      await desk.close();
    }
  },
};

/** Runs only the practice vendors, for scripts and for a desk elsewhere on this machine. */
export const practice: Verb = {
  group: 'The desk',
  usage: 'practice [--vendor dialer|board|desk|leadexec] [--port N] [--lively]',
  what: 'Runs a practice vendor on this machine until interrupted: the dialer, the job board, LionDesk (--lively: with colleagues who claim and leads that keep coming) or LeadExec, its receiver and its account API.',
  options: {
    port: { type: 'string', value: 'N', about: 'The port to listen on (default: a free one).' },
    file: { type: 'string', value: 'FILE', about: 'The file that keeps what it receives (default: in memory only).' },
    vendor: { type: 'string', value: 'VENDOR', about: 'dialer, board, desk or leadexec (default dialer).' },
    lively: { type: 'boolean', about: 'With colleagues who claim and leads that keep coming (desk only).' },
  },
  examples: ['practice', 'practice --vendor desk --lively --port 4010'],
  async run(context) {
    const file = text(context, 'file');
    const options = {
      port: number(context, 'port') ?? 0,
      file: file === undefined ? ':memory:' : resolvePath(file),
    };
    const which = practiceVendor.safeParse(text(context, 'vendor') ?? 'dialer');
    if (!which.success) throw new UsageError('--vendor must be dialer, board, desk or leadexec.');
    const lively = context.options.lively === true;
    if (lively && which.data !== 'desk') throw new UsageError('--lively needs --vendor desk.');
    // Loaded by this verb alone: each of the others starts sooner without.
    const { startPractice } = await import('../start-practice.ts');
    const { vendor, about } = await startPractice(which.data, { ...options, lively });
    const { url, switches, ...more } = about;
    const words = Object.entries(more).map(([name, value]) => `${name} ${value}`);
    context.out(
      context.json
        ? JSON.stringify(about)
        : `The practice ${which.data} listens on ${url} (${words.join(', ')}; faults are switched at ${switches}). Ctrl-C ends it.`,
    );
    await new Promise<void>((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    await vendor.close();
    return EXIT.ok;
  },
};

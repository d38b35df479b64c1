import type { JobDetail } from '../../../../src-preload/contract/index.ts';
import { attach, type Desk } from '../attach.ts';
import { orInterrupted } from '../interrupt.ts';
import { connectionNamed } from '../named.ts';
import { EXIT, EXITS_BY_SIGNAL, type ExitCode, UsageError, type Verb, type VerbContext } from '../verb.ts';

/** How often a job that is awaited is checked, ms. */
const LOOK_EVERY_MS = 200;
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Makes a documented request of a LeadExec account. */
export const leadexec: Verb = {
  group: 'LeadExec account',
  usage: "leadexec NAME 'METHOD /path' ['{json}'|-] [--wait]",
  what: 'Sends any documented request to a LeadExec account. A request that reads is answered at once; one that changes something becomes a job in the queue, and --wait waits for its result. With - the body is read from stdin.',
  options: {
    wait: { type: 'boolean', about: 'Wait until the change has a result or needs your attention.' },
    'keep-undocumented': {
      type: 'boolean',
      about: 'Send values a record already has even if LeadExec’s document doesn’t list them.',
    },
    'show-secrets': { type: 'boolean', about: 'Show passwords in the answer; by default they read [removed].' },
  },
  examples: [
    "leadexec Account 'GET /v1/clients/list'",
    'leadexec Account \'PATCH /v1/clients/4711/status\' \'{"Status":"Active"}\' --wait',
    "leadexec Account 'GET /v1/data/validation/us/zips/90210/radius/25?InState=true'",
  ],
  exits: {
    0: 'answered, or the change is in the queue; with --wait, the change was made',
    1: 'refused or failed; the reason is on stderr',
    3: 'the change needs your attention (held, unknown, stopped)',
    ...EXITS_BY_SIGNAL,
  },
  async run(context) {
    const [name, request, given] = context.words;
    if (name === undefined || request === undefined) {
      throw new UsageError("leadexec needs the name of an account and a request, such as 'GET /v1/clients/list'.");
    }
    const body = await bodyOf(given);
    const wait = context.options.wait === true;
    const desk = await attach(context.dataDir, wait);
    const work = async (): Promise<ExitCode> => {
      const reply = await desk.call('leadexec.request', {
        connectionId: (await connectionNamed(desk, name)).id,
        request,
        ...(body === undefined ? {} : { body }),
        keepUndocumented: context.options['keep-undocumented'] === true,
        showSecrets: context.options['show-secrets'] === true,
      });
      if (reply.is === 'answer') {
        for (const { at, reason } of reply.unread) context.remark(`Row ${at + 1} is not as documented: ${reason}`);
        context.out(context.json ? oneJson(reply.answer) : reply.answer.trim());
        return EXIT.ok;
      }
      if (wait) return print(context, await outcome(desk, reply.jobId));
      if (context.json) context.out(JSON.stringify(reply));
      else context.out(`${reply.section} is in the queue (job ${reply.jobId}).`);
      return EXIT.ok;
    };
    try {
      return await orInterrupted(context, desk, work);
    } finally {
      await desk.close();
    }
  },
};

/** An answer as one JSON document. Plain text becomes a JSON text. */
function oneJson(answer: string): string {
  try {
    return JSON.stringify(JSON.parse(answer));
  } catch {
    // The answer is plain text.
    return JSON.stringify(answer.trim());
  }
}

/** The body of a request, from the argument or from stdin. @throws UsageError if it is not JSON */
async function bodyOf(given: string | undefined): Promise<string | undefined> {
  if (given === undefined) return undefined;
  let text = given;
  if (given === '-') {
    text = '';
    for await (const chunk of process.stdin.setEncoding('utf8')) text += String(chunk);
  }
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    throw new UsageError(`The body is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Waits until a job has a result, or makes no more progress without a person. */
async function outcome(desk: Desk, id: number): Promise<JobDetail> {
  for (;;) {
    const job = await desk.call('jobs.get', { id });
    if (!(await moves(desk, job))) return job;
    await sleep(LOOK_EVERY_MS);
  }
}

async function moves(desk: Desk, { state, connectionId, nextAt }: JobDetail): Promise<boolean> {
  if (state === 'sending' || state === 'awaiting-vendor') return true;
  const status = await desk.call('desk.status', {});
  const line = status.connections.find((one) => one.id === connectionId);
  if (line === undefined || line.runState === 'paused' || line.runState === 'stopped') return false;
  if (state === 'ready') return true;
  if (state === 'held') return line.runState === 'tripped';
  return state === 'unknown' && (nextAt !== null || line.flying > 0);
}

function print(context: VerbContext, job: JobDetail): ExitCode {
  const { state, reason, leadId, lastAnswer } = job;
  if (context.json) context.out(JSON.stringify(job));
  else {
    const as = leadId === null ? '' : `: ${leadId}`;
    context.out(`${job.importName ?? 'Job'} (job ${job.id}): ${state}${as}${reason === null ? '' : `. ${reason}`}`);
    if (state === 'delivered' && lastAnswer !== null && lastAnswer !== leadId) context.out(lastAnswer);
  }
  if (state === 'delivered' || state === 'duplicate') return EXIT.ok;
  return state === 'rejected' || state === 'cancelled' ? EXIT.failed : EXIT.attention;
}

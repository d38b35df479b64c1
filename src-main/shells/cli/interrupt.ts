import type { Desk } from './attach.ts';
import { EXIT, type ExitCode, type VerbContext } from './verb.ts';

/** The signals that end a verb, and the exit code that a shell expects then. */
const SIGNALS = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated, SIGHUP: EXIT.hungUp } as const;
/** How long a request without its own time-out may take, ms. */
const USUAL_TIMEOUT_MS = 30_000;

/**
 * Runs a verb, or ends it in order when a signal is received: nothing more is sent, open requests get their time, and it prints what
 * continues later. A second signal ends at once.
 *
 * @returns the exit code of the work, or that of the signal
 */
export async function orInterrupted(
  context: Pick<VerbContext, 'remark'>,
  desk: Desk,
  work: () => Promise<ExitCode>,
): Promise<ExitCode> {
  let asked = false;
  let interrupted: (code: ExitCode) => void = () => undefined;
  const signal = new Promise<ExitCode>((resolve) => {
    interrupted = resolve;
  });
  const onSignal = (name: NodeJS.Signals) => {
    const code = SIGNALS[name as keyof typeof SIGNALS] ?? EXIT.interrupted;
    if (asked) {
      context.remark('Stopped immediately. Requests in flight will show as unknown at the next start.');
      process.exit(code);
    }
    asked = true;
    interrupted(code);
  };
  for (const name of Object.keys(SIGNALS) as (keyof typeof SIGNALS)[]) process.on(name, onSignal);
  const working = work();
  const code = await Promise.race([working, signal]);
  if (!asked) {
    for (const name of Object.keys(SIGNALS) as (keyof typeof SIGNALS)[]) process.off(name, onSignal);
    return code;
  }
  // What the verb was waiting for is aborted below, and its error means nothing.
  working.catch(() => undefined);
  await endInOrder(context, desk);
  return code;
}

async function endInOrder(context: Pick<VerbContext, 'remark'>, desk: Desk): Promise<void> {
  if (desk.elsewhere) {
    context.remark('Stopped waiting. The running Trunkline continues the work.');
    await desk.close();
    return;
  }
  // A desk that has already ended has no status.
  const status = await desk.call('desk.status', {}).catch(() => null);
  const flying = status?.connections.reduce((sum, { flying }) => sum + flying, 0) ?? 0;
  const busy = status?.connections.filter((line) => line.flying > 0) ?? [];
  const graceMs = busy.reduce(
    (most, { timeoutMs }) => Math.max(most, timeoutMs),
    flying > 0 ? 1_000 : USUAL_TIMEOUT_MS,
  );
  if (flying > 0) {
    const requests = flying === 1 ? '1 request that is' : `${flying.toLocaleString('en-US')} requests that are`;
    context.remark(
      `Stopping: nothing more is sent; waiting up to ${Math.ceil(graceMs / 1000)} s for ${requests} in flight. Interrupt again to stop immediately.`,
    );
  }
  const left = await desk.close(graceMs);
  const waiting = status === null ? 0 : status.counts.ready + status.counts.held + status.counts.sending;
  const unknown =
    left === 0
      ? ''
      : ` ${left.toLocaleString('en-US')} ${left === 1 ? 'row' : 'rows'} had no answer in time and will show as unknown.`;
  context.remark(
    waiting + left > 0 || status?.imports.some(({ state }) => state === 'checking' || state === 'starting')
      ? `Stopped.${unknown} The rest of the queue continues at the next start: \`trunkline run --until-idle\`, or the same import again.`
      : 'Stopped. Nothing is left to send.',
  );
}

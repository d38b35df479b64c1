/** How long one stretch of work may keep others waiting, ms. */
const STRETCH_MS = 3;
/** For how long a portion of long work lets commands go first, ms; then it goes on, also where commands come all the time. */
const YIELDS_MS = 250;
/** For so long after a command the next is expected, ms: somebody types, or scrolls. */
const EXPECTED_MS = 2_000;

/** Commands of people that are being answered in this thread, and when the last came. */
let answering = 0;
let lastCommandAt = Number.NEGATIVE_INFINITY;

/** Lets everything else that waits in this thread have its turn. */
export const yieldToEventLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** For long work in small pieces: awaited after each, it yields when a stretch of 3 ms is over. */
export function yieldWhenDue(): () => Promise<void> | undefined {
  let began = performance.now();
  return () => {
    if (performance.now() - began < STRETCH_MS) return undefined;
    return yieldToEventLoop().then(() => {
      began = performance.now();
    });
  };
}

/** A command of a person is being answered until the returned function is called: long work lets it go first. */
export function beginCommand(): () => void {
  answering++;
  lastCommandAt = performance.now();
  let open = true;
  return () => {
    if (open) answering--;
    open = false;
  };
}

/** Between two portions of long work: lets everything else have its turn, and commands that are being answered finish. */
export async function yieldToCommands(): Promise<void> {
  const until = performance.now() + YIELDS_MS;
  do await yieldToEventLoop();
  while (answering > 0 && performance.now() < until);
}

/** Whether a command is being answered or is expected: portions of long work are to be short. */
export const commandsExpected = (): boolean => answering > 0 || performance.now() - lastCommandAt < EXPECTED_MS;

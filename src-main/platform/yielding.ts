/** How long one stretch of work may block other work, ms. */
const STRETCH_MS = 3;
/** The longest that a portion of long work waits for commands, ms. After that it continues even if there are always more commands. */
const YIELDS_MS = 250;
/** For this long after a command the next one is expected, because somebody is typing or scrolling, ms. */
const EXPECTED_MS = 2_000;

/** The number of commands of people that are being answered in this thread, and when the last one was received. */
let answering = 0;
let lastCommandAt = Number.NEGATIVE_INFINITY;

/** Lets everything else that is waiting in this thread run. */
export const yieldToEventLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** For long work in small pieces. It is awaited after each piece, and yields when a stretch of 3 ms is over. */
export function yieldWhenDue(): () => Promise<void> | undefined {
  let began = performance.now();
  return () => {
    if (performance.now() - began < STRETCH_MS) return undefined;
    return yieldToEventLoop().then(() => {
      began = performance.now();
    });
  };
}

/** Marks that a command of a person is being answered, until the returned function is called. Long work lets it run first. */
export function beginCommand(): () => void {
  answering++;
  lastCommandAt = performance.now();
  let open = true;
  return () => {
    if (open) answering--;
    open = false;
  };
}

/** Called between two portions of long work. It lets everything else run, and waits for commands that are being answered. */
export async function yieldToCommands(): Promise<void> {
  const until = performance.now() + YIELDS_MS;
  do await yieldToEventLoop();
  while (answering > 0 && performance.now() < until);
}

/** Whether a command is being answered or expected, so that portions of long work should be short. */
export const commandsExpected = (): boolean => answering > 0 || performance.now() - lastCommandAt < EXPECTED_MS;

/** Lets everything else that waits have its turn. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** How long a portion of long work makes way for questions, ms: it goes on at last also where somebody asks all the time. */
const MAKES_WAY_MS = 250;
/** For so long after a question the next is expected, ms: somebody types, or scrolls. */
const EXPECTED_MS = 2_000;

/** Questions of people that are being answered in this thread, and when the last came. */
let answering = 0;
let lastAsked = Number.NEGATIVE_INFINITY;

/** A question of a person is being answered until the returned function is called: long work lets it go first. */
export function beginAnswer(): () => void {
  answering++;
  lastAsked = performance.now();
  let open = true;
  return () => {
    if (open) answering--;
    open = false;
  };
}

/** Between two portions of long work: lets everything else have its turn, and questions that are being answered come to their end. */
export async function afterOthers(): Promise<void> {
  const until = performance.now() + MAKES_WAY_MS;
  do await breathe();
  while (answering > 0 && performance.now() < until);
}

/** Whether somebody asks, or is about to: portions of long work are to be short. */
export const someoneAsks = (): boolean => answering > 0 || performance.now() - lastAsked < EXPECTED_MS;

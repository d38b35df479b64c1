import type { CommandInput, CommandName, CommandOutput, DeskEvent } from '../../src-preload/contract/index.ts';
import type { PageBridge } from './page-bridge.ts';

let current: PageBridge | null = null;

/** Says which bridge the page talks over: once, before anything is shown. */
export function setBridge(bridge: PageBridge): void {
  current = bridge;
}

function bridge(): PageBridge {
  if (current === null) throw new Error('The page has no bridge yet: call setBridge first.');
  return current;
}

/** What was asked ahead, by command and input, until somebody asks it. */
const ahead = new Map<string, Promise<unknown>>();
/** So long an answer is as good as a new one, ms: while the page comes up. */
const AHEAD_MS = 2_000;

/**
 * Asks what is certain to be asked next, so that its answer is on the way while the page is still being drawn. Whoever asks the same within
 * two seconds gets this answer, once.
 */
export function askAhead<N extends CommandName>(command: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
  const key = `${command} ${JSON.stringify(input)}`;
  const answer = bridge().call(command, input);
  ahead.set(key, answer);
  // Whoever asks hears of the error.
  answer.catch(() => undefined);
  setTimeout(() => ahead.get(key) === answer && ahead.delete(key), AHEAD_MS);
  return answer;
}

/** Asks the desk; its errors are `CommandError`s with a sentence for the operator. */
export function call<N extends CommandName>(command: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
  if (ahead.size > 0) {
    const key = `${command} ${JSON.stringify(input)}`;
    const answer = ahead.get(key);
    ahead.delete(key);
    if (answer !== undefined) return answer as Promise<CommandOutput<N>>;
  }
  return bridge().call(command, input);
}

/** Hears of changes until the returned function is called; null means that some may have been missed. */
export function onDesk(listener: (event: DeskEvent | null) => void): () => void {
  return bridge().on(listener);
}

/** See `PageBridge.take`. */
export function takeFile(file: File, progress: (share: number) => void, signal?: AbortSignal): Promise<string | null> {
  return bridge().take(file, progress, signal);
}

/** See `PageBridge.notifies`. */
export function shellNotifies(): boolean {
  return bridge().notifies === true;
}

/** The sentence of whatever was thrown. */
export function errorMessage(thrown: unknown): string {
  return thrown instanceof Error && thrown.message !== '' ? thrown.message : 'Unknown error.';
}

export type { PageBridge } from './page-bridge.ts';

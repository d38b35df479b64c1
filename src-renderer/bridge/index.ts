import type { CommandInput, CommandName, CommandOutput, DeskEvent } from '../../src-preload/contract/index.ts';
import type { PageBridge } from './page-bridge.ts';

let current: PageBridge | null = null;

/** Sets the bridge of the page: once, before anything is shown. */
export function setBridge(bridge: PageBridge): void {
  current = bridge;
}

function bridge(): PageBridge {
  if (current === null) throw new Error('The page has no bridge yet: call setBridge first.');
  return current;
}

/** Requests made in advance, by command and input, until they are used. */
const ahead = new Map<string, Promise<unknown>>();
/** How long such an answer is used, ms, while the page starts. */
const AHEAD_MS = 2_000;

/**
 * Makes a request in advance that will certainly be made next, so that its answer arrives while the page is still being rendered. The first
 * identical call within two seconds gets this answer.
 */
export function askAhead<N extends CommandName>(command: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
  const key = `${command} ${JSON.stringify(input)}`;
  const answer = bridge().call(command, input);
  ahead.set(key, answer);
  // The error is reported to the code that makes the same call.
  answer.catch(() => undefined);
  setTimeout(() => ahead.get(key) === answer && ahead.delete(key), AHEAD_MS);
  return answer;
}

/** Calls a command of the desk. Its errors are `CommandError`s with a sentence for the operator. */
export function call<N extends CommandName>(command: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
  if (ahead.size > 0) {
    const key = `${command} ${JSON.stringify(input)}`;
    const answer = ahead.get(key);
    ahead.delete(key);
    if (answer !== undefined) return answer as Promise<CommandOutput<N>>;
  }
  return bridge().call(command, input);
}

/** Listens to changes until the returned function is called. Null means that some may have been missed. */
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

/** The message of anything that was thrown. */
export function errorMessage(thrown: unknown): string {
  return thrown instanceof Error && thrown.message !== '' ? thrown.message : 'Unknown error.';
}

export type { PageBridge } from './page-bridge.ts';

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

/** Asks the desk; its errors are `CommandError`s with a sentence for the operator. */
export function call<N extends CommandName>(command: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
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
export function sentenceOf(thrown: unknown): string {
  return thrown instanceof Error && thrown.message !== ''
    ? thrown.message
    : 'Something failed that has no words of its own.';
}

export type { PageBridge } from './page-bridge.ts';

import { type DeskEvent, deskEvent } from '../../src-preload/contract/index.ts';
import type { PageBridge } from './page-bridge.ts';
import { readReply } from './read-reply.ts';

/** What the preload script puts into the window: replies and events as they crossed, not yet parsed. */
export interface TrunklineWindow {
  call(command: string, input: unknown): Promise<unknown>;
  on(listener: (event: unknown) => void): () => void;
  /** The path of a file dropped on the window, which the page itself may not see. */
  pathOf?(file: File): string;
}

declare global {
  interface Window {
    readonly trunkline?: TrunklineWindow;
  }
}

/** The bridge over the Electron shell's preload script. */
export function windowBridge(trunkline: TrunklineWindow): PageBridge {
  return {
    call: async (command, input) => readReply(command, await trunkline.call(command, input)),
    on: (listener) =>
      trunkline.on((crossed) => {
        if (crossed === null) return listener(null);
        const event = deskEvent.safeParse(crossed);
        if (event.success) listener(event.data satisfies DeskEvent);
      }),
    take: async (file) => trunkline.pathOf?.(file) || null,
    notifies: true,
  };
}

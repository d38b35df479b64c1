import { z } from 'zod';
import { type DeskEvent, deskEvent } from '../../src-preload/contract/index.ts';
import type { PageBridge } from './page-bridge.ts';
import { readReply, replied } from './read-reply.ts';

/** What the preload script adds to the window: replies and events, not yet parsed. */
export interface TrunklineWindow {
  call(command: string, input: unknown): Promise<unknown>;
  on(listener: (event: unknown) => void): () => void;
  /** Passes on a file dropped on the window or picked in the page, and returns its path, unparsed; null for one created in the page. */
  take?(file: File): Promise<unknown>;
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
    take: async (file) => {
      const crossed = (await trunkline.take?.(file)) ?? null;
      return crossed === null ? null : z.string().parse(replied(crossed));
    },
    notifies: true,
  };
}

import { z } from 'zod';
import { type DeskEvent, deskEvent } from '../../src-preload/contract/index.ts';
import { EVENTS_SHARED } from '../../src-preload/contract/page-session.ts';
import { readStream } from './event-stream.ts';

/** Pauses before the stream is opened again, ms. */
const RETRY_MS = [500, 1000, 2000, 5000] as const;
/** How often the desk lets hear that it is there is 15 s; a tab that has told nothing for longer no longer reads the stream, ms. */
const SILENT_MS = 40_000;
const LOOK_EVERY_MS = 5_000;

/** What tabs tell each other: an event (null: some may have been missed), or that the one who reads is there. */
const told = z.union([z.object({ event: deskEvent.nullable() }), z.object({ beat: z.literal(true) })]);

type Listener = (event: DeskEvent | null) => void;

/**
 * The desk's events, by one stream for all tabs of a browser: it has six connections to a host, and each stream keeps one for
 * good. The tab that holds the lock reads the stream and tells the others. When it closes, freezes or falls silent, another one
 * takes over and has every tab ask for everything again, since nobody read in between.
 *
 * @returns ends it
 */
export function shareEvents(hear: Listener): () => void {
  const channel = new BroadcastChannel(EVENTS_SHARED);
  const over = new AbortController();
  let turn: AbortController | null = null;
  let waiting = new AbortController();
  let steals = false;
  let heardAt = performance.now();

  const beat = () => {
    heardAt = performance.now();
    channel.postMessage({ beat: true });
  };
  const tell = (event: DeskEvent | null) => {
    channel.postMessage({ event });
    hear(event);
  };
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    heardAt = performance.now();
    const message = told.safeParse(data);
    if (message.success && 'event' in message.data) hear(message.data.event);
  };

  /** Reads the stream for all tabs until its turn ends. `isFirst`: the desk tells what this tab may have missed since it is there. */
  async function read(isFirst: boolean, ended: AbortSignal): Promise<void> {
    let inTime = isFirst;
    for (let tries = 0; !ended.aborted; tries++) {
      beat();
      const listener = {
        opened: () => {
          tries = -1;
          if (!inTime) tell(null);
          inTime = false;
        },
        event: (data: string) => {
          const event = deskEvent.nullable().safeParse(parse(data));
          if (event.success) tell(event.data);
        },
        beat,
      };
      await readStream(listener, ended, inTime ? performance.now() : undefined);
      inTime = false;
      await pause(RETRY_MS[Math.min(Math.max(tries, 0), RETRY_MS.length - 1)] ?? 0, ended);
    }
  }

  async function takeTurn(options: LockOptions, isFirst: boolean): Promise<boolean> {
    const mine = new AbortController();
    let had = false;
    try {
      await navigator.locks.request(EVENTS_SHARED, options, async (lock) => {
        if (lock === null || over.signal.aborted) return;
        had = true;
        turn = mine;
        await read(isFirst, AbortSignal.any([mine.signal, over.signal]));
      });
    } catch {
      // No longer waited for, or another tab took the turn.
    }
    mine.abort();
    if (turn === mine) turn = null;
    return had;
  }

  async function takeTurns(): Promise<void> {
    await takeTurn({ ifAvailable: true }, true);
    while (!over.signal.aborted) {
      waiting = new AbortController();
      const options = steals ? { steal: true } : { signal: waiting.signal };
      steals = false;
      await takeTurn(options, false);
    }
  }

  /** A tab that can be seen takes the stream from one that is asleep. */
  const look = () => {
    if (turn !== null || document.hidden || performance.now() - heardAt < SILENT_MS) return;
    heardAt = performance.now();
    steals = true;
    waiting.abort();
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', look);
  void takeTurns();

  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
    over.abort();
    waiting.abort();
    channel.close();
  };
}

/**
 * Hears of the desk's events for as long as somebody listens, and as long as the page is alive: one that the browser puts to sleep
 * (Page Lifecycle: `freeze`, or kept for the back button) lets go of the stream, and asks for everything again once it wakes.
 */
export function sharedEvents(): (listener: Listener) => () => void {
  const listeners = new Set<Listener>();
  const hear: Listener = (event) => {
    for (const one of [...listeners]) one(event);
  };
  let stop: (() => void) | null = null;
  const sleep = () => {
    stop?.();
    stop = null;
  };
  const wake = () => {
    if (stop !== null || listeners.size === 0) return;
    stop = shareEvents(hear);
    hear(null);
  };
  document.addEventListener('freeze', sleep);
  document.addEventListener('resume', wake);
  addEventListener('pagehide', sleep);
  addEventListener('pageshow', ({ persisted }) => persisted && wake());
  return (listener) => {
    const one: Listener = (event) => listener(event);
    listeners.add(one);
    stop ??= shareEvents(hear);
    return () => {
      listeners.delete(one);
      if (listeners.size === 0) sleep();
    };
  };
}

function pause(ms: number, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (ended.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      ended.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    ended.addEventListener('abort', done);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A message of another page that is not ours.
    return undefined;
  }
}

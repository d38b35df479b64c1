import { z } from 'zod';
import { type DeskEvent, deskEvent } from '../../src-preload/contract/index.ts';
import { EVENTS_SHARED } from '../../src-preload/contract/page-session.ts';
import { readStream } from './event-stream.ts';

/** Delays before the stream is opened again, ms. */
const RETRY_MS = [500, 1000, 2000, 5000] as const;
/** The desk sends a sign of life every 15 s. A tab that has sent nothing for longer than this no longer reads the stream, ms. */
const SILENT_MS = 40_000;
const LOOK_EVERY_MS = 5_000;

/** Messages between tabs: an event (null: some may have been missed), or that the reading tab is alive. */
const told = z.union([z.object({ event: deskEvent.nullable() }), z.object({ beat: z.literal(true) })]);

type Listener = (event: DeskEvent | null) => void;

/**
 * The desk's events, with one stream for all tabs of a browser, because a browser has six connections per host and each stream occupies
 * one. The tab with the lock reads the stream and passes events to the others. When it closes, freezes or becomes silent, another one takes
 * over and makes every tab request everything again, because events may have been missed in between.
 *
 * @returns a function that ends it
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

  /**
   * Reads the stream for all tabs until its turn ends. With `isFirst`, the desk reports what this tab may have missed since it was opened.
   */
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
      // The wait has ended, or another tab got the lock.
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

  /** A visible tab takes the stream over from a sleeping one. */
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
 * Receives the desk's events as long as there are listeners and the page is active. One that the browser puts to sleep (Page Lifecycle:
 * `freeze`, or kept for the back button) closes the stream, and requests everything again when it wakes.
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
    // The message is from another page.
    return undefined;
  }
}

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
const streamMessage = z.union([z.object({ event: deskEvent.nullable() }), z.object({ beat: z.literal(true) })]);

type Listener = (event: DeskEvent | null) => void;

/**
 * The desk's events, with one stream for all tabs of a browser, because a browser has six connections per host and each stream occupies
 * one. The tab with the lock reads the stream and passes events to the others. When it closes, freezes or becomes silent, another one takes
 * over and makes every tab request everything again, because events may have been missed in between.
 *
 * @returns a function that ends it
 */
export function shareEvents(listener: Listener): () => void {
  const tab = new EventsTab(listener);
  const look = () => tab.look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', look);
  void tab.takeTurns();
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
    tab.end();
  };
}

/** A tab among those that share the stream: it gets events from the one that reads, and waits for its turn to read. */
class EventsTab {
  readonly #listener: Listener;
  readonly #channel = new BroadcastChannel(EVENTS_SHARED);
  readonly #over = new AbortController();
  /** Its turn to read; null while another tab reads. */
  #turn: AbortController | null = null;
  #waiting = new AbortController();
  /** Whether it takes the next turn from the tab that has it. */
  #steals = false;
  #heardAt = performance.now();

  constructor(listener: Listener) {
    this.#listener = listener;
    this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      this.#heardAt = performance.now();
      const message = streamMessage.safeParse(data);
      if (message.success && 'event' in message.data) listener(message.data.event);
    };
  }

  /** Takes turns until it ends. */
  async takeTurns(): Promise<void> {
    await this.#takeTurn({ ifAvailable: true }, true);
    while (!this.#over.signal.aborted) {
      this.#waiting = new AbortController();
      const options = this.#steals ? { steal: true } : { signal: this.#waiting.signal };
      this.#steals = false;
      await this.#takeTurn(options, false);
    }
  }

  /** A visible tab takes the stream over from a sleeping one. */
  look(): void {
    if (this.#turn !== null || document.hidden || performance.now() - this.#heardAt < SILENT_MS) return;
    this.#heardAt = performance.now();
    this.#steals = true;
    this.#waiting.abort();
  }

  end(): void {
    this.#over.abort();
    this.#waiting.abort();
    this.#channel.close();
  }

  async #takeTurn(options: LockOptions, isFirst: boolean): Promise<void> {
    const mine = new AbortController();
    try {
      await navigator.locks.request(EVENTS_SHARED, options, async (lock) => {
        if (lock === null || this.#over.signal.aborted) return;
        this.#turn = mine;
        await this.#read(isFirst, AbortSignal.any([mine.signal, this.#over.signal]));
      });
    } catch {
      // The wait has ended, or another tab got the lock.
    }
    mine.abort();
    if (this.#turn === mine) this.#turn = null;
  }

  /**
   * Reads the stream for all tabs until its turn ends. With `isFirst`, the desk reports what this tab may have missed since it was opened.
   */
  async #read(isFirst: boolean, ended: AbortSignal): Promise<void> {
    let inTime = isFirst;
    for (let tries = 0; !ended.aborted; tries++) {
      this.#beat();
      const listener = {
        opened: () => {
          tries = -1;
          if (!inTime) this.#publish(null);
          inTime = false;
        },
        event: (data: string) => {
          const event = deskEvent.nullable().safeParse(parse(data));
          if (event.success) this.#publish(event.data);
        },
        beat: () => this.#beat(),
      };
      await readStream(listener, ended, inTime ? performance.now() : undefined);
      inTime = false;
      await pause(RETRY_MS[Math.min(Math.max(tries, 0), RETRY_MS.length - 1)] ?? 0, ended);
    }
  }

  #beat(): void {
    this.#heardAt = performance.now();
    this.#channel.postMessage({ beat: true });
  }

  #publish(event: DeskEvent | null): void {
    this.#channel.postMessage({ event });
    this.#listener(event);
  }
}

/**
 * Receives the desk's events as long as there are listeners and the page is active. One that the browser puts to sleep (Page Lifecycle:
 * `freeze`, or kept for the back button) closes the stream, and requests everything again when it wakes.
 */
export function sharedEvents(): (listener: Listener) => () => void {
  const listeners = new Set<Listener>();
  const notifyAll: Listener = (event) => {
    for (const one of [...listeners]) one(event);
  };
  let stop: (() => void) | null = null;
  const sleep = () => {
    stop?.();
    stop = null;
  };
  const wake = () => {
    if (stop !== null || listeners.size === 0) return;
    stop = shareEvents(notifyAll);
    notifyAll(null);
  };
  document.addEventListener('freeze', sleep);
  document.addEventListener('resume', wake);
  addEventListener('pagehide', sleep);
  addEventListener('pageshow', ({ persisted }) => persisted && wake());
  return (listener) => {
    const one: Listener = (event) => listener(event);
    listeners.add(one);
    stop ??= shareEvents(notifyAll);
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

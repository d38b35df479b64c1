import type { DeskEvent } from '../../src-preload/contract/index.ts';
import type { Clock } from '../platform/clock.ts';

/** Events of one topic are told at most this often, ms. */
const EVENT_EVERY_MS = 100;

/** Tells shells that a topic changed: many changes of one topic within a moment are one event. */
export class ScreenEvents {
  readonly #clock: Clock;
  readonly #listeners = new Set<(event: DeskEvent) => void>();
  readonly #waiting = new Map<DeskEvent['topic'], () => void>();
  #closed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  subscribe(listener: (event: DeskEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  changed(topic: DeskEvent['topic']): void {
    if (this.#waiting.has(topic) || this.#closed) return;
    const cancel = this.#clock.after(EVENT_EVERY_MS, () => {
      this.#waiting.delete(topic);
      for (const listener of this.#listeners) listener({ topic });
    });
    this.#waiting.set(topic, cancel);
  }

  close(): void {
    this.#closed = true;
    for (const cancel of this.#waiting.values()) cancel();
  }
}

import type { DeskEvent } from '../../src-preload/contract/index.ts';
import type { Clock } from '../platform/clock.ts';

/** The shortest interval between two events of a topic, ms. */
const EVENT_EVERY_MS = 100;

/** Notifies shells that a topic changed. Many changes of a topic in a short time become one event. */
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

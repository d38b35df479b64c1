/** Publishes events to listeners. Each name has its own type of value. Listeners are called synchronously, in the order of registration. */
export class EventBus<Events> {
  readonly #listeners = new Map<keyof Events, Set<(value: never) => void>>();

  /** Calls `listener` at each event of that name. The returned function ends that. */
  on<Name extends keyof Events>(name: Name, listener: (value: Events[Name]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener as (value: never) => void);
    return () => void listeners.delete(listener as (value: never) => void);
  }

  /** @throws what a listener throws; the listeners after it are not called then */
  publish<Name extends keyof Events>(
    name: Name,
    ...[value]: Events[Name] extends undefined ? [] : [Events[Name]]
  ): void {
    for (const listener of this.#listeners.get(name) ?? [])
      (listener as (value: Events[Name] | undefined) => void)(value);
  }
}

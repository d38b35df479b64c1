/** Tells who listens what happened, by names that have each their own kind of value. Listeners are called at once, in the order they came. */
export class EventBus<Events> {
  readonly #listeners = new Map<keyof Events, Set<(value: never) => void>>();

  /** Calls `listener` at each event of that name; the returned function ends it. */
  on<Name extends keyof Events>(name: Name, listener: (value: Events[Name]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener as (value: never) => void);
    return () => void listeners.delete(listener as (value: never) => void);
  }

  /** @throws what a listener throws; those after it are not called then */
  publish<Name extends keyof Events>(
    name: Name,
    ...[value]: Events[Name] extends undefined ? [] : [Events[Name]]
  ): void {
    for (const listener of this.#listeners.get(name) ?? [])
      (listener as (value: Events[Name] | undefined) => void)(value);
  }
}

import type { Handlers } from '../commands/handlers.ts';
import type { Module } from './module.ts';

/** How a module is made: of which parts, by name, that were made before it. */
export interface Definition<Parts> {
  readonly name: keyof Parts & string;
  readonly needs: readonly (keyof Parts & string)[];
  readonly create: (parts: Parts) => Module;
}

/** Gives `define`, which makes the definition of a module that is handed what it needs and nothing else. */
export function definer<Parts extends Readonly<Record<keyof Parts, Module>>>() {
  return <Name extends keyof Parts & string, Need extends keyof Parts & string = never>(
    name: Name,
    needs: readonly Need[],
    create: (parts: Pick<Parts, Need>) => Parts[Name],
  ): Definition<Parts> => ({
    name,
    needs,
    // Only what was declared is handed over: a part that is used without being declared is missing at once, not sometimes.
    create: (parts) => create(Object.fromEntries(needs.map((need) => [need, parts[need]])) as Pick<Parts, Need>),
  });
}

/** The definitions so that each comes after what it needs, as listed otherwise. @throws Error naming a need that nobody meets, or a circle */
export function inOrder<Parts>(definitions: readonly Definition<Parts>[]): Definition<Parts>[] {
  const sorted: Definition<Parts>[] = [];
  const visit = (definition: Definition<Parts>, path: readonly string[]): void => {
    const { name, needs } = definition;
    if (path.includes(name)) throw new Error(`Modules need each other: ${[...path, name].join(' → ')}`);
    if (sorted.includes(definition)) return;
    for (const need of needs) {
      const found = definitions.find((one) => one.name === need);
      if (!found) throw new Error(`The module ${name} needs ${need}, which is not in the list`);
      visit(found, [...path, name]);
    }
    sorted.push(definition);
  };
  for (const definition of definitions) visit(definition, []);
  return sorted;
}

/** Modules that were made, and how they start and stop. */
export class Modules<Parts> {
  readonly #made: Module[] = [];
  #parts: Partial<Parts> = {};

  /** Makes each after what it needs, and takes the commands it answers into `handlers`. */
  create(definitions: readonly Definition<Parts>[], handlers: Handlers): Parts {
    for (const { name, create } of inOrder(definitions)) {
      const made = create(this.#parts as Parts);
      this.#parts = { ...this.#parts, [name]: made };
      this.#made.push(made);
      if (made.handlers) handlers.addAll(made.handlers);
    }
    return this.#parts as Parts;
  }

  /** Starts each, in the order they were made. */
  async start(): Promise<void> {
    for (const module of this.#made) await module.start?.();
  }

  /** Stops each in reverse, once. Each is stopped also where another could not be. @throws the first error */
  async stop(graceMs: number): Promise<void> {
    const errors: unknown[] = [];
    for (const module of this.#made.splice(0).reverse()) {
      try {
        await module.stop?.(graceMs);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }
}

import type { Handlers } from '../commands/handlers.ts';
import type { Module } from './module.ts';

/** How a module is created, and from which earlier parts, by name. */
export interface Definition<Parts> {
  readonly name: keyof Parts & string;
  readonly needs: readonly (keyof Parts & string)[];
  readonly create: (parts: Parts) => Module;
}

/** Returns `define`, which creates the definition of a module that receives only the parts it declares. */
export function definer<Parts extends Readonly<Record<keyof Parts, Module>>>() {
  return <Name extends keyof Parts & string, Need extends keyof Parts & string = never>(
    name: Name,
    needs: readonly Need[],
    create: (parts: Pick<Parts, Need>) => Parts[Name],
  ): Definition<Parts> => ({
    name,
    needs,
    // Only declared parts are passed, so that an undeclared one is always missing and not only sometimes.
    create: (parts) => create(Object.fromEntries(needs.map((need) => [need, parts[need]])) as Pick<Parts, Need>),
  });
}

/**
 * The definitions in an order in which each comes after what it needs, otherwise as listed. @throws Error naming a missing need or a cycle
 */
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

/** Created modules, and how they start and stop. */
export class Modules<Parts> {
  readonly #made: Module[] = [];
  #parts: Partial<Parts> = {};

  /** Creates each after what it needs, and adds its commands to `handlers`. */
  create(definitions: readonly Definition<Parts>[], handlers: Handlers): Parts {
    for (const { name, create } of inOrder(definitions)) {
      const made = create(this.#parts as Parts);
      this.#parts = { ...this.#parts, [name]: made };
      this.#made.push(made);
      if (made.handlers) handlers.addAll(made.handlers);
    }
    return this.#parts as Parts;
  }

  /** Starts each, in the order they were created. */
  async start(): Promise<void> {
    for (const module of this.#made) await module.start?.();
  }

  /** Stops each in reverse, once. A failure of one doesn't prevent stopping the others. @throws the first error */
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

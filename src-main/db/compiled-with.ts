import type { CompiledQuery } from 'kysely';
import type { Compilable } from './store.ts';

/** A placeholder for a value. */
class Place {
  readonly name: string | symbol;
  constructor(name: string | symbol) {
    this.name = name;
  }
}

/**
 * A query that is executed for one row after the other. It is compiled at the first call, and later calls only pass values. The arguments
 * of `make` are placeholders for the values and must be used in the query unchanged; a list or a part of a value can't be a placeholder.
 */
export function compiledWith<Values extends object, Row>(
  make: (values: Values) => Compilable<Row>,
): (values: Readonly<Values>) => Compilable<Row> {
  let query: CompiledQuery<Row> | null = null;
  return (values) => {
    query ??= make(new Proxy({}, { get: (_, name) => new Place(name) }) as Values).compile();
    const given = values as Readonly<Record<string | symbol, unknown>>;
    const parameters = query.parameters.map((one) => (one instanceof Place ? given[one.name] : one));
    const asked = { ...query, parameters };
    return { compile: () => asked };
  };
}

import type { CompiledQuery } from 'kysely';
import type { Compilable } from './store.ts';

/** Where a value goes. */
class Place {
  readonly name: string | symbol;
  constructor(name: string | symbol) {
    this.name = name;
  }
}

/**
 * A query that is asked for one row after the other: compiled at the first call, and from then on given its values alone. What `make` is given
 * stands for the values and must go into the query as it is; a list or a part of a value has no place.
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

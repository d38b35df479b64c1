import type { Selectable } from 'kysely';
import { type CommandArguments, CommandError, type Disposition } from '../../src-preload/contract/index.ts';
import type { DispositionTable } from '../db/lead-work-tables.ts';
import { type Store, sqlOf } from '../db/store.ts';

const all = sqlOf.selectFrom('disposition').selectAll();

function show({ id, name, step, hours, key, position }: Selectable<DispositionTable>): Disposition {
  const next = step === 'retry' ? { step, hours: hours ?? 24 } : { step };
  return { id, name, next, key, position };
}

/** The dispositions, in their order. */
export const listDispositions = (store: Store): Disposition[] =>
  store.all(all.orderBy('position').orderBy('id')).map(show);

/** @throws CommandError `not-found` */
export function dispositionOf(store: Store, id: number): Disposition {
  const row = store.get(all.where('id', '=', id));
  if (!row) throw new CommandError('not-found', 'This disposition no longer exists. Choose another.');
  return show(row);
}

/** Adds or changes a disposition. @throws CommandError `invalid-input` if its name or key is taken, `not-found` */
export function saveDisposition(store: Store, input: CommandArguments<'dispositions.save'>): Disposition {
  return store.write(() => {
    const others = listDispositions(store).filter(({ id }) => id !== input.id);
    const same = others.find(({ name }) => name.toLowerCase() === input.name.toLowerCase());
    if (same) throw new CommandError('invalid-input', `There is already a disposition “${same.name}”.`, 'name');
    const held = input.key === '' ? undefined : others.find(({ key }) => key === input.key);
    if (held) {
      throw new CommandError('invalid-input', `The key ${input.key} belongs to “${held.name}”. Choose another.`, 'key');
    }
    const known = input.id === undefined ? undefined : dispositionOf(store, input.id);
    const position = input.position ?? known?.position ?? Math.max(0, ...others.map((one) => one.position)) + 1;
    const hours = input.next.step === 'retry' ? input.next.hours : null;
    const values = { name: input.name, step: input.next.step, hours, key: input.key, position };
    if (!known) return dispositionOf(store, store.run(sqlOf.insertInto('disposition').values(values)).lastId);
    store.run(sqlOf.updateTable('disposition').set(values).where('id', '=', known.id));
    return dispositionOf(store, known.id);
  });
}

/** Deletes a disposition. Past calls keep its name. @throws CommandError `not-found`, `conflict` for the last one */
export function removeDisposition(store: Store, id: number): void {
  store.write(() => {
    dispositionOf(store, id);
    if (listDispositions(store).length === 1) {
      throw new CommandError('conflict', 'This is the only disposition, and every call needs one. Add another first.');
    }
    store.run(sqlOf.deleteFrom('disposition').where('id', '=', id));
  });
}

import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compiledWith } from '../../../src-main/db/compiled-with.ts';
import { inList } from '../../../src-main/db/in-list.ts';
import { applyMigrations, migrations } from '../../../src-main/db/migrate.ts';
import { Store, sqlOf } from '../../../src-main/db/store.ts';

let store: Store;
beforeEach(() => {
  const raw = new Database(':memory:');
  applyMigrations(raw, migrations);
  store = new Store(raw);
  const phones = ['+15550100', '+15550101', '+15550102'].map((phone, at) => ({
    phone,
    source: 'a file',
    added_at: at,
  }));
  store.run(sqlOf.insertInto('do_not_call').values(phones));
});
afterEach(() => store.close());

describe('a query that is compiled once', () => {
  it('has the values of each call at their places, beside those that stay', () => {
    let made = 0;
    const between = compiledWith(({ to, from }: { from: number; to: number }) => {
      made++;
      const listed = sqlOf.selectFrom('do_not_call').select('phone').where('source', '=', 'a file');
      return listed.where('added_at', '>=', from).where('added_at', '<', to).orderBy('phone');
    });
    const phones = (from: number, to: number) => store.all(between({ from, to })).map(({ phone }) => phone);
    expect(phones(0, 2)).toEqual(['+15550100', '+15550101']);
    expect(phones(2, 9)).toEqual(['+15550102']);
    expect(phones(9, 2)).toEqual([]);
    expect(made).toBe(1);
  });

  it('keeps what it was asked for: another call in between changes nothing', () => {
    const one = compiledWith(({ phone }: { phone: string }) =>
      sqlOf.selectFrom('do_not_call').select('added_at').where('phone', '=', phone),
    );
    const first = one({ phone: '+15550100' });
    const second = one({ phone: '+15550102' });
    expect([store.get(first), store.get(second)]).toEqual([{ added_at: 0 }, { added_at: 2 }]);
  });
});

describe('a list as one parameter', () => {
  it('is one statement for lists of every length', () => {
    const of = (phones: readonly string[]) =>
      sqlOf.selectFrom('do_not_call').select('added_at').where('phone', 'in', inList(phones)).orderBy('phone');
    expect(store.all(of([]))).toEqual([]);
    expect(store.all(of(['+15550102', '+15550100', 'none']))).toEqual([{ added_at: 0 }, { added_at: 2 }]);
    expect(of([]).compile().sql).toBe(of(['a', 'b']).compile().sql);
  });
});

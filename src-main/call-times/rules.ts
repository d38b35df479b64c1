import { type CallRule, CommandError } from '../../src-preload/contract/index.ts';
import { metaOf } from '../db/meta.ts';
import { type Store, sqlOf } from '../db/store.ts';
import { isRegion } from '../geo/zones.ts';
import { seedRules } from './seed-rules.ts';

type RuleInput = Omit<CallRule, 'id'>;

/** Set once the initial rules were added, so that they don't come back if an operator removes them all. */
const SEEDED = 'call-rules';

/** Every rule: the federal ones first, then by state. */
export function listRules(store: Store): CallRule[] {
  return store
    .all(sqlOf.selectFrom('call_rule').selectAll().orderBy('id'))
    .map((row) => ({
      id: row.id,
      place: row.place,
      days: JSON.parse(row.days) as number[],
      opens: row.opens,
      closes: row.closes,
      attemptsPerDay: row.attempts_per_day,
      holidays: JSON.parse(row.holidays) as string[],
      from: row.from_date,
      until: row.until_date,
      source: row.source,
    }))
    .sort((a, b) => Number(b.place === 'US') - Number(a.place === 'US') || compare(a.place, b.place) || a.id - b.id);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const columns = (rule: RuleInput) => ({
  place: rule.place,
  days: JSON.stringify([...new Set(rule.days)].sort()),
  opens: rule.opens,
  closes: rule.closes,
  attempts_per_day: rule.attemptsPerDay,
  holidays: JSON.stringify([...new Set(rule.holidays)].sort()),
  from_date: rule.from,
  until_date: rule.until,
  source: rule.source,
});

const isDate = (text: string): boolean => {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};

/** @throws CommandError `invalid-input` with the field and what to do */
function check(rule: RuleInput): void {
  const wrong = (field: string, message: string) => new CommandError('invalid-input', message, field);
  if (rule.place !== 'US' && !isRegion(rule.place)) {
    throw wrong('place', `${rule.place} isn’t a state or province. Enter US or a two-letter code.`);
  }
  if ((rule.opens === null) !== (rule.closes === null)) {
    throw wrong('closes', 'Enter both the opening and the closing time, or neither to forbid calls on these days.');
  }
  if (rule.opens !== null && rule.closes !== null && rule.opens >= rule.closes) {
    throw wrong('closes', 'The closing time must be after the opening time. For hours past midnight, add two rules.');
  }
  const days = [rule.from, ...(rule.until === '' ? [] : [rule.until]), ...rule.holidays];
  const odd = days.find((day) => !isDate(day));
  if (odd !== undefined) throw wrong(rule.holidays.includes(odd) ? 'holidays' : 'from', `${odd} isn’t a valid date.`);
  if (rule.until !== '' && rule.until < rule.from) throw wrong('until', 'The rule ends before it starts.');
}

/** Adds a rule, or changes the one whose id is given. @throws CommandError `invalid-input`, `not-found` */
export function saveRule(store: Store, input: RuleInput & { id?: number | undefined }): CallRule {
  check(input);
  return store.write(() => {
    const { id } = input;
    if (id === undefined) {
      const { lastId } = store.run(sqlOf.insertInto('call_rule').values(columns(input)));
      return ruleOf(store, lastId);
    }
    const { changes } = store.run(sqlOf.updateTable('call_rule').set(columns(input)).where('id', '=', id));
    if (changes === 0) throw notThere(id);
    return ruleOf(store, id);
  });
}

const notThere = (id: number) => new CommandError('not-found', `Rule ${id} no longer exists.`);

function ruleOf(store: Store, id: number): CallRule {
  const rule = listRules(store).find((one) => one.id === id);
  if (!rule) throw notThere(id);
  return rule;
}

/** @throws CommandError `not-found` */
export function removeRule(store: Store, id: number): void {
  const { changes } = store.write(() => store.run(sqlOf.deleteFrom('call_rule').where('id', '=', id)));
  if (changes === 0) throw notThere(id);
}

/** Restores the initial rules. Edits are lost. */
export function resetRules(store: Store, now: number): CallRule[] {
  store.write(() => {
    store.run(sqlOf.deleteFrom('call_rule'));
    for (const rule of seedRules(now)) store.run(sqlOf.insertInto('call_rule').values(columns(rule)));
    metaOf(store).set(SEEDED, new Date(now).toISOString());
  });
  return listRules(store);
}

/** Adds the initial rules the first time. */
export function seedOnce(store: Store, now: number): void {
  if (metaOf(store).get(SEEDED) === null) resetRules(store, now);
}

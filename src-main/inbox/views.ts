import {
  CommandError,
  type LeadFilterInput,
  type LeadView,
  leadFilter,
  leadSort,
  leadView,
  newestFirst,
} from '../../src-preload/contract/index.ts';
import { metaOf } from '../db/meta.ts';
import { type Store, sqlOf } from '../db/store.ts';
import { AT_THE_DESK } from '../lead-index/index.ts';

type Columns = LeadView['columns'];

/** A key in `meta`: the initial views were created, so that removed ones don't come back. */
const MADE = 'lead-views-made';
/** A key in `meta`: the id of the view that shows every lead. */
const EVERY = 'lead-view-of-every-lead';
const EVERY_NAME = 'All';

const columns: Columns = [
  { column: 'name', width: 200 },
  { column: 'status', width: 110 },
  { column: 'phone', width: 140 },
  { column: 'city', width: 140 },
  { column: 'state', width: 60 },
  { column: 'license', width: 90 },
  { column: 'specialties', width: 180 },
  { column: 'sources', width: 140 },
  { column: 'receivedAt', width: 110 },
];
const withCallback: Columns = [
  { column: 'callbackAt', width: 130 },
  ...columns.filter(({ column }) => column !== 'receivedAt'),
];

const first: readonly { name: string; filter: LeadFilterInput; sort?: LeadView['sort']; columns?: Columns }[] = [
  { name: EVERY_NAME, filter: {} },
  { name: 'New', filter: { any: { status: ['new'] } } },
  { name: 'Mine', filter: { any: { owner: [AT_THE_DESK] } } },
  {
    name: 'Callbacks due',
    filter: { callback: { due: 'today' } },
    sort: { by: 'callback', direction: 'ascending' },
    columns: withCallback,
  },
  { name: 'Unlocked', filter: { any: { unlocked: ['yes'] } } },
  { name: 'Locked', filter: { any: { unlocked: ['no'] } } },
  { name: 'Done', filter: { any: { status: ['done'] } } },
];

const selectViews = sqlOf.selectFrom('lead_view').selectAll();

function viewOf(row: {
  id: number;
  name: string;
  filter: string;
  sort: string;
  columns: string;
  position: number;
}): Omit<LeadView, 'fixed'> {
  return {
    id: row.id,
    name: row.name,
    filter: leadFilter.parse(JSON.parse(row.filter)),
    sort: leadSort.parse(JSON.parse(row.sort)),
    columns: leadView.shape.columns.parse(JSON.parse(row.columns)),
    position: row.position,
  };
}

/** The views from left to right, that of every lead first. The first time, the initial ones are created. */
export function listViews(store: Store): LeadView[] {
  makeFirst(store);
  const every = everyView(store);
  return store
    .all(selectViews.orderBy('position').orderBy('id'))
    .map((row) => ({ ...viewOf(row), fixed: row.id === every }))
    .sort((a, b) => Number(b.fixed) - Number(a.fixed));
}

/** The id of the view that shows every lead. If it is missing, or was changed by a search in it, it is created again. */
function everyView(store: Store): number {
  const meta = metaOf(store);
  const known = Number(meta.get(EVERY) ?? Number.NaN);
  const ids = store.all(selectViews.orderBy('position').orderBy('id'));
  if (ids.some(({ id }) => id === known)) return known;
  return store.write(() => {
    const named = ids.find(({ name }) => name === EVERY_NAME)?.id;
    const filter = leadFilter.parse({});
    const id = named ?? insert(store, { name: EVERY_NAME, filter, sort: newestFirst, columns, position: 0 });
    store.run(
      sqlOf
        .updateTable('lead_view')
        .set({ filter: JSON.stringify(filter) })
        .where('id', '=', id),
    );
    meta.set(EVERY, String(id));
    return id;
  });
}

function makeFirst(store: Store): void {
  const meta = metaOf(store);
  if (meta.get(MADE) !== null) return;
  store.write(() => {
    for (const [position, view] of first.entries()) {
      insert(store, {
        name: view.name,
        filter: leadFilter.parse(view.filter),
        sort: view.sort ?? newestFirst,
        columns: view.columns ?? columns,
        position,
      });
    }
    meta.set(MADE, '1');
  });
}

function insert(store: Store, view: Omit<LeadView, 'id' | 'fixed'>): number {
  return store.run(sqlOf.insertInto('lead_view').values(stored(view))).lastId;
}

const stored = ({ name, filter, sort, columns, position }: Omit<LeadView, 'id' | 'fixed'>) => ({
  name,
  filter: JSON.stringify(filter),
  sort: JSON.stringify(sort),
  columns: JSON.stringify(columns),
  position,
});

/**
 * Adds a view, or changes the one with the given id. Without a position a new one is added at the right end and an existing one isn't
 * moved; with one, the others are shifted. For the view of every lead, only order and columns can be changed.
 *
 * @throws CommandError if there is no view with that id, it has no name, or it is that of every lead and another name or filter is given
 */
export function saveView(
  store: Store,
  input: Omit<LeadView, 'id' | 'position' | 'fixed'> & { id?: number | undefined; position?: number | undefined },
): LeadView {
  const name = input.name.trim();
  if (name === '') throw new CommandError('invalid-input', 'Give the view a name.', 'name');
  return store.write(() => {
    const all = listViews(store);
    const known = input.id === undefined ? undefined : find(all, input.id);
    if (known?.fixed === true && (name !== known.name || !isEverything(input.filter))) {
      throw new CommandError('conflict', `“${known.name}” always shows every lead. Save this as a list of its own.`);
    }
    const others = all.filter((view) => view !== known);
    const place = input.position ?? (known ? all.indexOf(known) : others.length);
    const position = known?.fixed === true ? 0 : Math.max(1, Math.min(place, others.length));
    const view = { ...input, name, position };
    const id = known ? known.id : insert(store, view);
    if (known) store.run(sqlOf.updateTable('lead_view').set(stored(view)).where('id', '=', id));
    const order = [...others.slice(0, position), { id }, ...others.slice(position)];
    for (const [at, other] of order.entries())
      store.run(sqlOf.updateTable('lead_view').set({ position: at }).where('id', '=', other.id));
    return find(listViews(store), id);
  });
}

/** Whether a filter matches every lead. */
const isEverything = ({ any, none, empty, text, experience, received, callback }: LeadView['filter']): boolean =>
  [...Object.values(any), ...Object.values(none)].every((values) => values === undefined || values.length === 0) &&
  empty.length === 0 &&
  text.trim() === '' &&
  experience === undefined &&
  received === undefined &&
  callback === undefined;

function find(views: readonly LeadView[], id: number): LeadView {
  const view = views.find((other) => other.id === id);
  if (!view) throw new CommandError('not-found', 'This view no longer exists.');
  return view;
}

/** Removes a view, but not its leads. @throws CommandError if it does not exist, or is that of every lead */
export function removeView(store: Store, id: number): void {
  store.write(() => {
    const view = find(listViews(store), id);
    if (view.fixed) throw new CommandError('conflict', `“${view.name}” always shows every lead, and can’t be removed.`);
    store.run(sqlOf.deleteFrom('lead_view').where('id', '=', id));
  });
}

import {
  CommandError,
  type LeadFilterInput,
  type LeadView,
  leadFilter,
  leadSort,
  leadView,
  newestFirst,
} from '../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../db/store.ts';
import { AT_THE_DESK } from './select.ts';

type Columns = LeadView['columns'];

/** In `meta`: the first views were made; whoever removed one does not get it back. */
const MADE = 'lead-views-made';

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
  { name: 'All', filter: {} },
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
}): LeadView {
  return {
    id: row.id,
    name: row.name,
    filter: leadFilter.parse(JSON.parse(row.filter)),
    sort: leadSort.parse(JSON.parse(row.sort)),
    columns: leadView.shape.columns.parse(JSON.parse(row.columns)),
    position: row.position,
  };
}

/** The views from left to right; the first time, those that a desk begins with are made. */
export function listViews(store: Store): LeadView[] {
  makeFirst(store);
  return store.all(selectViews.orderBy('position').orderBy('id')).map(viewOf);
}

function makeFirst(store: Store): void {
  const made = sqlOf.selectFrom('meta').select('value').where('key', '=', MADE);
  if (store.get(made)) return;
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
    store.run(sqlOf.insertInto('meta').values({ key: MADE, value: '1' }));
  });
}

function insert(store: Store, view: Omit<LeadView, 'id'>): number {
  return store.run(sqlOf.insertInto('lead_view').values(stored(view))).lastId;
}

const stored = ({ name, filter, sort, columns, position }: Omit<LeadView, 'id'>) => ({
  name,
  filter: JSON.stringify(filter),
  sort: JSON.stringify(sort),
  columns: JSON.stringify(columns),
  position,
});

/**
 * Makes a view, or changes the one whose id is given. Without a position a new one goes to the right end, and one that is
 * there stays; with one, the others make room.
 *
 * @throws CommandError when there is no view of that id, or it has no name
 */
export function saveView(
  store: Store,
  input: Omit<LeadView, 'id' | 'position'> & { id?: number | undefined; position?: number | undefined },
): LeadView {
  const name = input.name.trim();
  if (name === '') throw new CommandError('invalid-input', 'Give the view a name.', 'name');
  return store.write(() => {
    const all = listViews(store);
    const known = input.id === undefined ? undefined : find(all, input.id);
    const others = all.filter((view) => view !== known);
    const place = input.position ?? (known ? all.indexOf(known) : others.length);
    const position = Math.max(0, Math.min(place, others.length));
    const view = { ...input, name, position };
    const id = known ? known.id : insert(store, view);
    if (known) store.run(sqlOf.updateTable('lead_view').set(stored(view)).where('id', '=', id));
    const order = [...others.slice(0, position), { id }, ...others.slice(position)];
    for (const [at, other] of order.entries())
      store.run(sqlOf.updateTable('lead_view').set({ position: at }).where('id', '=', other.id));
    return find(listViews(store), id);
  });
}

function find(views: readonly LeadView[], id: number): LeadView {
  const view = views.find((other) => other.id === id);
  if (!view) throw new CommandError('not-found', 'This view is not there any more.');
  return view;
}

/** Takes a view away; its leads stay. @throws CommandError when it is not there */
export function removeView(store: Store, id: number): void {
  store.write(() => {
    find(listViews(store), id);
    store.run(sqlOf.deleteFrom('lead_view').where('id', '=', id));
  });
}

import {
  type CommandInput,
  type CommandName,
  type CommandOutput,
  type LeadColumn,
  type LeadFacet,
  type LeadFilter,
  type LeadFilterInput,
  type LeadRows,
  type LeadStatus,
  type LeadView,
  leadFilter,
  newestFirst,
  type WhichLeads,
} from '../../src-preload/contract/index.ts';

const FIRST = ['Maria', 'James', 'Aisha', 'Wei', 'Olga', 'José', 'Priya', 'Tom', 'Grace', 'Liam', 'Zoë', 'Samuel'];
const LAST = ['Silva', 'O’Brien', 'Khan', 'Chen', 'Petrova', 'Núñez', 'Raman', 'Baker', 'Okafor', 'Walsh', 'Meyer'];
const CITIES = ['Tampa', 'Austin', 'Denver', 'Portland', 'Newark', 'Memphis', 'Fresno'];
const STATES = ['FL', 'TX', 'CO', 'OR', 'NJ', 'TN', 'CA'];
const LICENSES = ['MD', 'DO', 'NP', 'PA', 'RN', 'CRNA'];
const SPECIALTIES = [
  'Anesthesiology',
  'Emergency Medicine',
  'Family Practice',
  'Hospitalist',
  'Psychiatry',
  'Radiology',
];
const STATUSES: readonly LeadStatus[] = ['new', 'new', 'new', 'working', 'callback', 'waiting', 'done', 'do-not-call'];
const MINUTE = 60_000;
const SAMPLE = 10_000;

function of<T>(list: readonly T[], n: number): T {
  return list[n % list.length] as T;
}

function made(id: number, name: string, filter: LeadFilterInput): LeadView {
  const columns = (['name', 'status', 'phone', 'city', 'state', 'license', 'specialties', 'receivedAt'] as const).map(
    (column) => ({ column, width: 120 }),
  );
  return { id, name, filter: leadFilter.parse(filter), sort: newestFirst, columns, position: id - 1, fixed: id === 1 };
}

type Answers = { [N in CommandName]?: (input: CommandInput<N>) => CommandOutput<N> | Promise<CommandOutput<N>> };

/**
 * A desk with any number of generated leads in memory, which answers the list's queries as the contract defines. Leads are generated when
 * requested, so that millions cost nothing; the newest come first.
 */
export class InboxDesk {
  /** The newest lead. */
  last: number;
  readonly #now: number;
  readonly #work = new Map<number, { status?: LeadStatus; owner?: string | null; tags?: readonly string[] }>();
  readonly #undo = new Map<number, () => number>();
  readonly views: LeadView[] = [
    made(1, 'All', {}),
    made(2, 'New', { any: { status: ['new'] } }),
    made(3, 'Callbacks due', { callback: { due: 'today' } }),
    made(4, 'Mine', { any: { owner: ['Me'] } }),
  ];
  /** The number at which a search stops counting. */
  cap = 1000;

  constructor(leads: number, now = Date.UTC(2026, 10, 20, 15)) {
    this.last = leads;
    this.#now = now;
  }

  value(id: number, column: LeadColumn): string | number | null {
    const h = Math.imul(id, 2_654_435_761) >>> 8;
    const work = this.#work.get(id);
    switch (column) {
      case 'name':
        return `${of(FIRST, h)} ${of(LAST, h >> 3)}`;
      case 'status':
        return work?.status ?? of(STATUSES, h >> 2);
      case 'phone':
        return h % 9 === 0 ? '' : `1${727 + (h % 20)}555${String(id % 10_000).padStart(4, '0')}`;
      case 'email':
        return `${of(FIRST, h).toLowerCase()}.${id}@example.org`;
      case 'city':
        return of(CITIES, h >> 4);
      case 'state':
        return of(STATES, h >> 4);
      case 'zip':
        return String(h % 100_000).padStart(5, '0');
      case 'license':
        return of(LICENSES, h >> 5);
      case 'licensedStates':
        return [of(STATES, h >> 4), of(STATES, h >> 6)].join(', ');
      case 'specialties':
        return h % 4 === 0 ? [of(SPECIALTIES, h), of(SPECIALTIES, h >> 3)].join(', ') : of(SPECIALTIES, h);
      case 'experience':
        return h % 40;
      case 'employmentType':
        return h % 2 === 0 ? 'Locum tenens' : 'Permanent';
      case 'sources':
        return h % 3 === 0 ? 'LionDesk' : 'LocumJobsOnline';
      case 'owner':
        return work?.owner ?? null;
      case 'tags':
        return (work?.tags ?? []).join(', ');
      case 'attempts':
        return h % 4;
      case 'lastDisposition':
        return h % 4 === 0 ? null : of(['No answer', 'Voicemail', 'Interested'], h);
      case 'callbackAt':
        return this.value(id, 'status') === 'callback' ? this.#now + ((h % 200) - 40) * MINUTE : null;
      case 'unlocked':
        return h % 3 === 0 ? 'yes' : 'no';
      case 'applied':
        return h % 5 === 0 ? 'yes' : 'no';
      case 'sentAt':
        return this.#now - (this.last - id) * 3 * MINUTE - MINUTE;
      case 'receivedAt':
        return this.#now - (this.last - id) * 3 * MINUTE;
      case 'touchedAt':
        return h % 4 === 0 ? null : this.#now - (this.last - id) * MINUTE;
    }
  }

  facets(id: number, facet: LeadFacet): readonly string[] {
    const columns: Partial<Record<LeadFacet, LeadColumn>> = {
      status: 'status',
      owner: 'owner',
      tag: 'tags',
      license: 'license',
      state: 'state',
      specialty: 'specialties',
      attempts: 'attempts',
      unlocked: 'unlocked',
      applied: 'applied',
      employmentType: 'employmentType',
      licensedState: 'licensedStates',
    };
    const column = columns[facet];
    const value = column === undefined ? null : this.value(id, column);
    return value === null || value === '' ? [] : String(value).split(', ');
  }

  matches(id: number, filter: LeadFilter): boolean {
    for (const [facet, values] of Object.entries(filter.any))
      if (!this.facets(id, facet as LeadFacet).some((v) => values?.includes(v))) return false;
    for (const [facet, values] of Object.entries(filter.none))
      if (this.facets(id, facet as LeadFacet).some((v) => values?.includes(v))) return false;
    if (filter.empty.some((facet) => this.facets(id, facet).length > 0)) return false;
    const years = Number(this.value(id, 'experience'));
    if (filter.experience?.from !== undefined && years < filter.experience.from) return false;
    if (filter.experience?.to !== undefined && years > filter.experience.to) return false;
    const due = this.value(id, 'callbackAt');
    if (
      filter.callback !== undefined &&
      (due === null || (filter.callback.due === 'overdue' && Number(due) > this.#now))
    )
      return false;
    const text = filter.text.trim().toLowerCase();
    return text === '' || `${this.value(id, 'name')} ${this.value(id, 'phone')}`.toLowerCase().includes(text);
  }

  #lists = new Map<string, number[]>();

  /** All that match, newest first; null for all leads, which need no list. */
  list(filter: LeadFilter, upTo = this.last): number[] | null {
    const everything = JSON.stringify(leadFilter.parse({}));
    if (JSON.stringify(filter) === everything) return null;
    const key = `${upTo} ${JSON.stringify(filter)}`;
    let found = this.#lists.get(key);
    if (found === undefined) {
      found = [];
      for (let id = upTo; id >= 1; id--) if (this.matches(id, filter)) found.push(id);
      this.#lists.set(key, found);
    }
    return found;
  }

  count(filter: LeadFilter, upTo?: number): number {
    return this.list(filter, upTo)?.length ?? upTo ?? this.last;
  }

  /** The number that match; for millions it is estimated from a part. */
  #about(filter: LeadFilter): number {
    if (this.last <= SAMPLE || JSON.stringify(filter) === JSON.stringify(leadFilter.parse({})))
      return this.count(filter);
    let found = 0;
    for (let id = 1; id <= SAMPLE; id++) if (this.matches(id, filter)) found++;
    return Math.round((found / SAMPLE) * this.last);
  }

  rows(filter: LeadFilter, upTo: number, at: number, limit: number, columns: readonly LeadColumn[]): LeadRows {
    const list = this.list(filter, upTo);
    const ids =
      list?.slice(at, at + limit) ??
      Array.from({ length: Math.max(0, Math.min(limit, upTo - at)) }, (_, i) => upTo - at - i);
    return { ids, columns: Object.fromEntries(columns.map((c) => [c, ids.map((id) => this.value(id, c))])) };
  }

  which(which: WhichLeads): number[] {
    if ('ids' in which) return which.ids;
    const filter = leadFilter.parse(which.filter);
    const upTo = which.upTo ?? this.last;
    const all = this.list(filter, upTo) ?? Array.from({ length: upTo }, (_, i) => upTo - i);
    const except = new Set(which.except);
    return all.filter((id) => !except.has(id));
  }

  /** Adds this many new leads. */
  receive(n: number): void {
    this.last += n;
  }

  answers(): Answers {
    let acts = 0;
    return {
      'leads.open': ({ filter }) => {
        const f = leadFilter.parse(filter);
        const count = this.count(f);
        const exact = f.text === '' || count <= this.cap;
        return { count: exact ? count : this.cap, exact, upTo: this.last, indexing: 0 };
      },
      'leads.rows': ({ filter, upTo = this.last, at = 0, limit = 100, columns = ['name'] }) =>
        this.rows(leadFilter.parse(filter), upTo, at, limit, columns),
      'leads.place': ({ filter, upTo = this.last, id }) => {
        const list = this.list(leadFilter.parse(filter), upTo);
        const at = list === null ? (id <= upTo ? upTo - id : -1) : list.indexOf(id);
        return { at: at < 0 ? null : at };
      },
      'leads.counts': ({ filters }) =>
        filters.map((filter) => ({ count: this.#about(leadFilter.parse(filter)), exact: true })),
      'leads.facet': ({ facet, filter, text = '' }) => {
        const counts = new Map<string, number>();
        const list =
          this.list(leadFilter.parse(filter)) ?? Array.from({ length: Math.min(this.last, 5000) }, (_, i) => i + 1);
        for (const id of list) for (const v of this.facets(id, facet)) counts.set(v, (counts.get(v) ?? 0) + 1);
        return [...counts]
          .filter(([value]) => value.toLowerCase().includes(text.toLowerCase()))
          .sort((a, b) => b[1] - a[1])
          .map(([value, count]) => ({ value, label: value, count }));
      },
      'leads.act': ({ which, act: action }) => {
        const ids = this.which(which as WhichLeads);
        const before = new Map(ids.map((id) => [id, this.#work.get(id) ?? {}]));
        for (const id of ids) {
          const was = this.#work.get(id) ?? {};
          if (action.kind === 'status') this.#work.set(id, { ...was, status: action.status });
          else if (action.kind === 'owner') this.#work.set(id, { ...was, owner: action.owner });
          else if (action.kind === 'tag') this.#work.set(id, { ...was, tags: [...(was.tags ?? []), action.tag] });
          else this.#work.set(id, { ...was, tags: (was.tags ?? []).filter((t) => t !== action.tag) });
        }
        this.#lists.clear();
        acts++;
        this.#undo.set(acts, () => {
          for (const [id, was] of before) this.#work.set(id, was);
          this.#lists.clear();
          return before.size;
        });
        return { actId: acts, changed: ids.length };
      },
      'leads.undo': ({ actId }) => ({ changed: this.#undo.get(actId)?.() ?? 0 }),
      'views.list': () => this.views,
      'views.save': (input) => {
        const {
          id = Math.max(0, ...this.views.map((v) => v.id)) + 1,
          position = this.views.length,
          fixed = false,
        } = input;
        const rest = { ...input, fixed };
        const view: LeadView = { ...rest, filter: leadFilter.parse(rest.filter), id, position };
        const at = this.views.findIndex((v) => v.id === id);
        if (at < 0) this.views.push(view);
        else this.views[at] = view;
        return view;
      },
      'views.remove': ({ id }) => {
        this.views.splice(
          this.views.findIndex((v) => v.id === id),
          1,
        );
        return {};
      },
      'agents.list': () => ({ me: 'Me', agents: ['Me', 'Dana'] }),
      'tags.list': () => [{ tag: 'hot', count: 12 }],
      'callbacks.list': () => ({ callbacks: [], retries: [], overdue: 3, today: 9, total: 40 }),
      'leads.export': ({ which }) => ({ path: '/tmp/leads.csv', rows: this.which(which as WhichLeads).length }),
    };
  }
}

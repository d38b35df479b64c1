import { pick, type Random } from '../../src-main/practice/seeded-random.ts';
import type {
  CommandInput,
  LeadColumn,
  LeadFacet,
  LeadFilterInput,
  LeadSort,
} from '../../src-preload/contract/index.ts';
import { LICENSES, personOfNumber, SPECIALTIES, STATES } from './inbox-people.ts';

/** One question of the screen: the commands it asks, one after the other, as a person's next move. */
export type Question =
  | { readonly command: 'leads.open'; readonly input: CommandInput<'leads.open'> }
  | { readonly command: 'leads.rows'; readonly input: CommandInput<'leads.rows'> }
  | { readonly command: 'leads.counts'; readonly input: CommandInput<'leads.counts'> }
  | { readonly command: 'leads.facet'; readonly input: CommandInput<'leads.facet'> };

export interface Kind {
  readonly name: string;
  /** Asked anew each time, with other values. */
  readonly ask: (random: Random, at: number) => readonly Question[];
}

const COLUMNS: LeadColumn[] = ['name', 'status', 'phone', 'email', 'city', 'state', 'license', 'experience', 'owner'];
const FACETS: LeadFacet[] = ['status', 'owner', 'tag', 'source', 'license', 'state', 'specialty', 'employmentType'];

/** What the inbox asks of a desk with so many leads; `upTo` is the newest when the list was opened. */
export function kindsOf(leads: number, upTo: number): Kind[] {
  const some = (random: Random) => personOfNumber(1 + Math.floor(random() * leads));
  const place = (random: Random) => Math.floor(random() * (leads - 100));
  const rows = (filter: LeadFilterInput, at: number, sort?: LeadSort): Question => ({
    command: 'leads.rows',
    input: { filter, upTo, at, limit: 100, columns: COLUMNS, ...(sort && { sort }) },
  });
  const page = (filter: LeadFilterInput): Question[] => [{ command: 'leads.open', input: { filter } }, rows(filter, 0)];
  const typed = (name: string, text: (random: Random) => string): Kind => ({
    name,
    ask: (random) => page({ text: text(random) }),
  });
  const two = (random: Random): LeadFilterInput['any'] => ({
    state: [pick(random, STATES)],
    license: [pick(random, LICENSES)],
  });
  const sorted = (by: LeadSort['by']): Kind => ({
    name: `sorted by ${by}, jump`,
    ask: (random) => [rows({}, place(random), { by, direction: pick(random, ['ascending', 'descending']) })],
  });
  return [
    { name: 'next page', ask: (_, at) => [rows({}, (at * 100) % (leads - 100))] },
    { name: 'jump to any place', ask: (random) => [rows({}, place(random))] },
    {
      name: 'counts of all tabs',
      ask: (random) => [{ command: 'leads.counts', input: { filters: tabs(random) } }],
    },
    {
      name: 'counts of a facet',
      ask: (_, at) => [
        { command: 'leads.facet', input: { facet: FACETS[at % FACETS.length] as LeadFacet, filter: {} } },
      ],
    },
    {
      name: 'counts of a facet, filtered',
      ask: (random, at) => [
        {
          command: 'leads.facet',
          input: {
            facet: FACETS[at % FACETS.length] as LeadFacet,
            filter: { any: { specialty: [pick(random, SPECIALTIES)] } },
          },
        },
      ],
    },
    { name: 'two filters, count and page', ask: (random) => page({ any: two(random) }) },
    {
      name: 'three filters, count and page',
      ask: (random) => page({ any: { ...two(random), specialty: [pick(random, SPECIALTIES)] } }),
    },
    ...[1, 2, 3, 4, 5].map((letters) =>
      typed(`name, ${letters} ${letters === 1 ? 'letter' : 'letters'}`, (random) =>
        pick(random, [some(random).firstName, some(random).lastName]).slice(0, letters),
      ),
    ),
    typed('name, whole word', (random) => some(random).lastName),
    typed('name, two words', (random) => {
      const { firstName, lastName } = some(random);
      return `${firstName} ${lastName.slice(0, 1 + Math.floor(random() * 6))}`;
    }),
    typed('name, two words of two people', (random) => `${some(random).firstName} ${some(random).firstName}`),
    typed('no hit', (random) => `${some(random).firstName}${pick(random, ['xq', 'zzj', 'qk'])}`),
    typed('phone by its end', (random) => {
      const { phone } = some(random);
      return pick(random, [phone.slice(-4), `${phone.slice(3, 6)}-${phone.slice(6)}`, phone.slice(-5)]);
    }),
    typed('phone by any part', (random) => {
      const { phone } = some(random);
      const from = Math.floor(random() * 6);
      return pick(random, [
        phone.slice(from, from + 3 + Math.floor(random() * 4)),
        `(${phone.slice(0, 3)}) ${phone.slice(3, 5)}`,
      ]);
    }),
    {
      name: 'rare status, common name',
      ask: (random) => page({ any: { status: ['callback'] }, text: some(random).firstName }),
    },
    {
      name: 'filter and name',
      ask: (random) => page({ any: { state: [pick(random, STATES)] }, text: some(random).firstName.slice(0, 4) }),
    },
    sorted('name'),
    sorted('state'),
  ];
}

function tabs(random: Random): LeadFilterInput[] {
  return [
    {},
    { any: { status: ['new'] } },
    { any: { status: ['working'] } },
    { any: { status: ['callback'] } },
    { any: { status: ['done'] } },
    { any: { owner: ['Ada'] } },
    { empty: ['owner'], any: { status: ['new'] } },
    { any: { tag: ['hot'] } },
    { any: { unlocked: ['yes'], state: [pick(random, STATES)] } },
    { any: { license: [pick(random, LICENSES)] }, none: { status: ['done'] } },
  ];
}

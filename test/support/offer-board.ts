import {
  type CommandInput,
  type CommandName,
  type CommandOutput,
  type OfferAction,
  type OfferCard,
  type OfferColumn,
  type OfferFilter,
  type OfferStep,
  offerFilter,
} from '../../src-preload/contract/index.ts';

type Answers = { [N in CommandName]?: (input: CommandInput<N>) => CommandOutput<N> | Promise<CommandOutput<N>> };

const FIRST = [
  'Mary',
  'John',
  'Katherine',
  'Alan',
  'Grace',
  'Edwin',
  'Sally',
  'Neil',
  'Valentina',
  'José',
  'Mae',
  'Yuri',
];
const LAST = ['Jackson', 'Glenn', 'Johnson', 'Shepard', 'Hopper', 'Aldrin', 'Ride', 'Armstrong', 'Núñez', 'Jemison'];
const USERS = ['Me', 'Dorothy Vaughan', 'Katherine Johnson', 'Christine Darden', 'Annie Easley'];
const TEAMS = ['IBM', 'NASA', 'Langley'];
const MINUTE = 60_000;

/** A generated offer, from which the board makes a card. */
export interface MadeOffer {
  readonly id: number;
  name: string;
  state: OfferCard['state'];
  holder: string;
  /** When the person at the desk is offered it; null if only others are. */
  notifyAt: number;
  toMe: boolean;
  rank: number;
  team: string;
  user: string;
  hidden: boolean;
  claimedAt: number | null;
  firstTouch: OfferCard['firstTouch'];
  acts: OfferAction[];
}

function of<T>(list: readonly T[], n: number): T {
  return list[n % list.length] as T;
}

/**
 * A board of generated offers in memory that answers as the contract defines: any number of offers, and every outcome of a claim. Newest
 * first; six of ten are open. Its clock stands still: an upcoming offer opens when a test says so.
 */
export class OfferBoard {
  readonly offers: MadeOffer[] = [];
  readonly now: number;
  /** The holder of a lead that is claimed here too late; null if nobody else claims it. */
  rival: string | null = null;
  /** The outcome of a claim if nobody else was first. */
  outcome: OfferCard['state'] = 'claimed-here';
  /** Delays claims until it resolves, so that a test can see the screen meanwhile. */
  hold: Promise<void> = Promise.resolve();
  seenUpTo = 0;
  lookedAt: number | null = null;
  refused: string | null = null;
  readonly asked: { readonly command: string; readonly input: unknown }[] = [];

  constructor(offers: number, now = Date.now()) {
    this.now = now;
    for (let id = 1; id <= offers; id++) this.add(id, now - (offers - id) * 20_000 - 5000);
  }

  /** Adds an offer, which is the newest. */
  add(id = this.offers.length + 1, notifyAt = this.now): MadeOffer {
    const h = id % 10;
    const made: MadeOffer = {
      id,
      name: `${of(FIRST, id)} ${of(LAST, Math.floor(id / FIRST.length) + id)}`,
      state: 'open',
      holder: '',
      notifyAt,
      toMe: h !== 8,
      rank: (id % 5) + 1,
      team: of(TEAMS, id),
      user: h === 8 ? of(USERS, 1 + (id % 4)) : 'Me',
      hidden: false,
      claimedAt: null,
      firstTouch: null,
      acts: [],
    };
    if (h === 9) Object.assign(made, { state: 'claimed', holder: 'Me', claimedAt: notifyAt + 40_000 });
    if (h === 7 || h === 8)
      Object.assign(made, { state: 'claimed', holder: of(USERS, 1 + (id % 4)), claimedAt: notifyAt + 40_000 });
    if (h === 6) made.notifyAt = this.now + 10 * MINUTE + id * 7000;
    this.offers.push(made);
    return made;
  }

  get(id: number): MadeOffer {
    const found = this.offers.find((o) => o.id === id);
    if (found === undefined) throw new Error(`no offer ${id}`);
    return found;
  }

  #column(o: MadeOffer, as: string): OfferColumn {
    if (o.holder === 'Me' && o.state !== 'lost') return 'mine';
    if (o.state === 'open' || o.state === 'intent' || o.state === 'unknown') {
      if (o.state !== 'open') return 'mine';
      return o.notifyAt > this.now ? 'coming' : 'open';
    }
    return (as === '@everyone' || o.toMe) && o.notifyAt <= this.now ? 'missed' : 'others';
  }

  card(o: MadeOffer, as = '@me'): OfferCard {
    return {
      id: o.id,
      leadId: o.id,
      connectionId: 3,
      source: o.hidden ? '' : 'LionDesk',
      externalId: String(o.id),
      name: o.hidden ? '' : o.name,
      hidden: o.hidden,
      about: o.hidden ? { state: '', license: '' } : { state: 'FL', license: 'MD' },
      column: this.#column(o, as),
      state: o.state,
      confirmed: o.state === 'claimed' && o.holder === 'Me' ? 'claim' : null,
      holder: o.holder,
      mine: o.holder === 'Me',
      claimedAt: o.claimedAt,
      timeToClaimMs: o.claimedAt === null ? null : Math.max(0, o.claimedAt - o.notifyAt),
      notifyAt: o.notifyAt,
      rank: o.rank,
      nextAt: o.state === 'open' ? o.notifyAt + 5 * MINUTE : null,
      user: o.user,
      team: o.team,
      automatic: o.id % 23 === 0,
      offers: 3,
      firstTouch: o.firstTouch,
    };
  }

  #steps(o: MadeOffer): OfferStep[] {
    return USERS.slice(0, 3).map((user, i) => ({
      externalId: `${o.id}-${i}`,
      user,
      userKey: `3:${i}`,
      team: o.team,
      notifyAt: o.notifyAt + i * 5 * MINUTE,
      rank: o.rank + i,
      automatic: o.id % 23 === 0,
      byCall: i === 0,
      byText: true,
      byEmail: i !== 1,
    }));
  }

  list(filter: OfferFilter, column: OfferColumn | null): MadeOffer[] {
    const text = filter.text.trim().toLowerCase();
    return this.offers.filter((o) => {
      if (filter.as === '@me' && !o.toMe && o.state === 'open') return false;
      if (column !== null && this.#column(o, filter.as) !== column) return false;
      if (filter.teams.length > 0 && !filter.teams.includes(`3:${o.team}`)) return false;
      if (filter.users.length > 0 && !filter.users.includes(`3:${o.user}`)) return false;
      if (filter.rank.from !== undefined && o.rank < filter.rank.from) return false;
      if (filter.rank.to !== undefined && o.rank > filter.rank.to) return false;
      if (filter.sources.length > 0 && !filter.sources.includes(3)) return false;
      const age = this.now - o.notifyAt;
      if (filter.age.from !== undefined && age < filter.age.from) return false;
      if (filter.age.until !== undefined && age >= filter.age.until) return false;
      return text === '' || o.name.toLowerCase().includes(text);
    });
  }

  #act(o: MadeOffer, kind: OfferAction['kind'], outcome: OfferCard['state'], what: string, line = ''): void {
    o.acts.unshift({
      id: o.acts.length + 1,
      kind,
      at: Date.now(),
      who: 'Me',
      outcome,
      confirmed: outcome === 'claimed' ? 'claim' : null,
      what,
      line,
      jobId: null,
    });
  }

  /** Claims for the person at the desk, unless somebody else was first. */
  claim(id: number): CommandOutput<'offers.claim'> {
    const o = this.get(id);
    if (this.rival !== null && o.state === 'open') {
      Object.assign(o, { state: 'lost', holder: this.rival, claimedAt: Date.now() });
      this.#act(o, 'claim', 'lost', `${this.rival} has ${o.name}.`, '{"claimed_by_user_id":7}');
      return {
        outcome: 'lost',
        won: false,
        by: this.rival,
        what: `${this.rival} was quicker and has ${o.name}.`,
        card: this.card(o),
      };
    }
    if (o.state !== 'open')
      return {
        outcome: 'lost',
        won: false,
        by: o.holder,
        what: `${o.holder} has ${o.name} already.`,
        card: this.card(o),
      };
    Object.assign(o, { state: this.outcome, holder: 'Me', hidden: false, claimedAt: Date.now() });
    if (this.outcome === 'claimed-here') o.firstTouch = { dueAt: Date.now() + 10 * MINUTE, touchedAt: null };
    const what = {
      'claimed-here': `Claimed here: ${o.name}. Not confirmed by LionDesk yet.`,
      claimed: `Claimed: ${o.name}. Confirmed by LionDesk.`,
      unknown: `Claim of ${o.name}: result unknown, LionDesk did not answer.`,
      intent: `Claim of ${o.name} requested. Not sent yet: no network.`,
      open: '',
      lost: '',
    }[this.outcome];
    this.#act(o, 'claim', this.outcome, what);
    return { outcome: this.outcome, won: this.outcome !== 'unknown', by: 'Me', what, card: this.card(o) };
  }

  /** Makes somebody else the holder. */
  taken(id: number, by: string): void {
    Object.assign(this.get(id), { state: 'claimed', holder: by, claimedAt: Date.now() });
  }

  answers(): Answers {
    const tell = <N extends CommandName>(command: N, input: CommandInput<N>) => this.asked.push({ command, input });
    return {
      'offers.board': ({ filter }) => {
        const f = offerFilter.parse(filter ?? {});
        const all = this.list(f, null);
        const count = (column: OfferColumn) => all.filter((o) => this.#column(o, f.as) === column).length;
        const by = (key: (o: MadeOffer) => string) => [
          ...Map.groupBy(this.list({ ...f, teams: [], users: [] }, null), key),
        ];
        const coming = all.filter((o) => this.#column(o, f.as) === 'coming').map((o) => o.notifyAt);
        return {
          counts: {
            mine: count('mine'),
            open: count('open'),
            coming: count('coming'),
            others: count('others'),
            missed: count('missed'),
          },
          users: by((o) => o.user).map(([name, some]) => ({
            key: `3:${name}`,
            name,
            me: name === 'Me',
            count: some.length,
          })),
          teams: by((o) => o.team).map(([name, some]) => ({ key: `3:${name}`, name, count: some.length })),
          sources: [{ id: 3, name: 'LionDesk', count: all.length }],
          nextAt: coming.length === 0 ? null : Math.min(...coming),
          latest: this.offers.length,
        };
      },
      'offers.cards': ({ filter, column, sort = 'offered', at = 0, limit = 100 }) => {
        const f = offerFilter.parse(filter ?? {});
        const found = this.list(f, column);
        if (sort === 'name') found.sort((a, b) => a.name.localeCompare(b.name));
        else if (sort === 'rank') found.sort((a, b) => a.rank - b.rank);
        else found.sort((a, b) => (column === 'coming' ? a.notifyAt - b.notifyAt : b.notifyAt - a.notifyAt));
        return { total: found.length, cards: found.slice(at, at + limit).map((o) => this.card(o, f.as)) };
      },
      'offers.get': ({ id }) => {
        const o = this.get(id);
        return { card: this.card(o), distributionTarget: 'Team Rollout', rollOut: this.#steps(o), acts: o.acts };
      },
      'offers.claim': async (input) => {
        tell('offers.claim', input);
        await this.hold;
        return this.claim(input.id);
      },
      'offers.handBack': ({ id }) => {
        const o = Object.assign(this.get(id), {
          state: 'open' as const,
          holder: '',
          claimedAt: null,
          firstTouch: null,
        });
        this.#act(o, 'hand-back', 'claimed-here', 'Open again at this desk.');
        return this.card(o);
      },
      'offers.handOver': (input) => {
        tell('offers.handOver', input);
        const o = Object.assign(this.get(input.id), { holder: input.to });
        this.#act(o, 'hand-over', 'claimed-here', `${input.to} has it now.`);
        return this.card(o);
      },
      'offers.toDialer': (input) => {
        tell('offers.toDialer', input);
        return { importId: 1 };
      },
      'offers.submitPreview': ({ externalId }) => ({
        name: this.get(Number(externalId)).name,
        conditions: [
          {
            what: 'The user is the creator of the lead',
            holds: true,
            why: 'The token belongs to Dorothy Vaughan, who made it.',
          },
          {
            what: 'The distribution target is “Team Rollout”',
            holds: this.refused === null,
            why: 'Confirmed by LionDesk.',
          },
          {
            what: 'The team has member distribution options',
            holds: null,
            why: 'LionDesk has no call that tells them.',
          },
        ],
        offers: 3,
        refused: this.refused,
      }),
      'offers.submit': (input) => {
        tell('offers.submit', input);
        this.#act(this.get(Number(input.externalId)), 'submit', 'claimed-here', 'LionDesk took it.', '{"id":77}');
        return { actId: 1, jobId: 1 };
      },
      'offers.arrivals': () => {
        const fresh = this.offers.filter((o) => o.id > this.seenUpTo && o.state === 'open').reverse();
        return {
          latest: this.offers.length,
          arrived: fresh
            .slice(0, 50)
            .map(({ id, name, notifyAt }) => ({ id, name, source: 'LionDesk', at: notifyAt, notifyAt })),
          more: Math.max(0, fresh.length - 50),
          lookedAt: this.lookedAt,
        };
      },
      'offers.seen': ({ upTo }) => {
        this.seenUpTo = upTo;
        this.lookedAt = Date.now();
        return {};
      },
      'offers.ofLead': () => [],
      'offers.alerts': () => [],
      'agents.list': () => ({ me: 'Me', agents: ['Me', 'Dana', 'Lee'] }),
    };
  }
}

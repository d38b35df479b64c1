import type { CommandArguments, CommandOutput, LeadEvent } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { familyOf, type Span } from '../leads/history.ts';
import { recordsOf } from '../leads/lead-rows.ts';
import { personOf } from '../leads/person.ts';
import { assertLead } from '../leads/work-columns.ts';

/** Whose timeline it is. */
export interface TimelineOf {
  readonly leadId: number;
  /** The lead itself, and those that were joined into it. */
  readonly family: readonly number[];
  /** Digits with country code, or as written. */
  readonly phones: readonly string[];
}

/**
 * Where a room tells what happened to a lead: its events of a span of time, newest first, at most the span's limit. What happened at one
 * instant must always come in the same order.
 */
export type TimelineSource = (store: Store, of: TimelineOf, span: Span) => LeadEvent[];

const ALL = Number.MAX_SAFE_INTEGER;

/** One list of all that ever happened to a lead. Rooms register what they know when the desk starts. */
export class Timeline {
  readonly #store: Store;
  readonly #sources: TimelineSource[] = [];

  constructor(store: Store, sources: readonly TimelineSource[] = []) {
    this.#store = store;
    this.#sources.push(...sources);
  }

  register(source: TimelineSource): void {
    this.#sources.unshift(source);
  }

  #read(of: TimelineOf, span: Span): LeadEvent[] {
    return this.#sources.flatMap((source) => source(this.#store, of, span)).sort((a, b) => b.at - a.at);
  }

  /**
   * A page, newest first: what happened before `before`. What happened at the same instant is never parted between two pages, so that
   * the instant of a page's last event is where the next one goes on.
   *
   * @throws CommandError `not-found`
   */
  page({ id, before, limit }: CommandArguments<'leads.timeline'>): CommandOutput<'leads.timeline'> {
    assertLead(this.#store, id);
    const { phones } = personOf(recordsOf(this.#store, id));
    const of = { leadId: id, family: familyOf(this.#store, id), phones };
    const found = this.#read(of, { from: 0, before: before ?? ALL, limit: limit + 1 });
    const last = found[limit - 1];
    if (found.length <= limit || !last) return { events: found, more: false };
    const newer = found.filter(({ at }) => at > last.at);
    const together = this.#read(of, { from: last.at, before: last.at + 1, limit: ALL });
    const more = this.#read(of, { from: 0, before: last.at, limit: 1 }).length > 0;
    return { events: [...newer, ...together], more };
  }
}

import type { CommandArguments, CommandOutput, LeadEvent } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { familyOf, type Span } from '../leads/history.ts';
import { personOf } from '../leads/person.ts';
import { recordsOf } from '../leads/rows/records.ts';
import { assertLead } from '../leads/work-columns.ts';

/** The lead whose timeline is shown. */
export interface TimelineOf {
  readonly leadId: number;
  /** The lead itself, and those that were merged into it. */
  readonly family: readonly number[];
  /** Digits with country code, or as entered. */
  readonly phones: readonly string[];
}

/**
 * Returns a module's events of a lead in a time range, newest first, limited by the range. Events at the same instant must always have the
 * same order.
 */
export type TimelineSource = (store: Store, of: TimelineOf, span: Span) => LeadEvent[];

const ALL = Number.MAX_SAFE_INTEGER;

/** One list of everything that happened to a lead. Modules register their events when the desk starts. */
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
   * A page, newest first: what happened before `before`. Events at the same instant are always on one page, so that the next page continues
   * at the instant of this page's last event.
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

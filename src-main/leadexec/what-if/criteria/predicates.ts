import type { LeadFieldUID } from '../../../vendors/leadexec/ids.ts';
import type { AccountSetup, CriterionSetup, LeadFieldSetup } from '../model.ts';
import type { Calendar } from '../zone-clock.ts';
import { type CriterionPorts, compileCriterion, type Predicate } from './compile.ts';
import { MET, UNKNOWN, UNMET, type Verdict } from './verdict.ts';

/** Criteria that must all be met, as indices in the list of predicates. */
export type Criteria = Int32Array;

/** All criteria are met. */
export const ALL_MET = -1;
/** A criterion is unknown and no known one is unmet. The value is the complement of its index. */
export const cantTellAt = (place: number): number => -2 - place;

/** All criteria of an account, each distinct one once, so that it is evaluated once per lead, however many accounts have it. */
export class Predicates {
  readonly #fields = new Map<LeadFieldUID, LeadFieldSetup>();
  readonly #ports: CriterionPorts;
  readonly #places = new Map<string, number>();
  readonly #list: { readonly field: LeadFieldUID; readonly predicate: Predicate }[] = [];
  readonly #verdicts: Verdict[] = [];
  readonly #asked: number[] = [];
  #lead = 0;

  constructor({ leadTypes }: Pick<AccountSetup, 'leadTypes'>, ports: CriterionPorts) {
    this.#ports = ports;
    for (const { fields } of leadTypes) for (const field of fields) this.#fields.set(field.leadFieldUid, field);
  }

  add(criteria: readonly CriterionSetup[]): Criteria {
    return Int32Array.from(criteria, (one) => {
      const key = JSON.stringify([one.leadFieldUid, one.type, one.expression, one.operator, one.value]);
      const known = this.#places.get(key);
      if (known !== undefined) return known;
      const field = one.leadFieldUid;
      const place =
        this.#list.push({ field, predicate: compileCriterion(one, this.#fields.get(field), this.#ports) }) - 1;
      this.#places.set(key, place);
      this.#asked.push(0);
      this.#verdicts.push(UNKNOWN);
      return place;
    });
  }

  /** Discards the results, because the next lead follows. */
  nextLead(): void {
    this.#lead += 1;
  }

  /** The index, among the criteria, of the first that is not met; otherwise ALL_MET, or `cantTellAt` the first unknown one. */
  firstUnmet(criteria: Criteria, values: ReadonlyMap<LeadFieldUID, string>, now: Calendar): number {
    let unknown = ALL_MET;
    for (let at = 0; at < criteria.length; at++) {
      const verdict = this.#verdict(criteria[at] ?? 0, values, now);
      if (verdict === MET) continue;
      if (verdict === UNMET) return at;
      if (unknown === ALL_MET) unknown = cantTellAt(at);
    }
    return unknown;
  }

  /** Why a criterion can't be evaluated; null if only this lead's value is unsuitable. */
  unreadable(criteria: Criteria, at: number): string | null {
    return this.#list[criteria[at] ?? -1]?.predicate.unreadable ?? null;
  }

  #verdict(place: number, values: ReadonlyMap<LeadFieldUID, string>, now: Calendar): Verdict {
    if (this.#asked[place] === this.#lead) return this.#verdicts[place] ?? UNKNOWN;
    const entry = this.#list[place];
    const verdict = entry === undefined ? UNKNOWN : entry.predicate.test(values.get(entry.field) ?? '', now);
    this.#asked[place] = this.#lead;
    this.#verdicts[place] = verdict;
    return verdict;
  }
}

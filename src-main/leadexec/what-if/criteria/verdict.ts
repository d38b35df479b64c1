import type { Calendar } from '../zone-clock.ts';

/** The result of a criterion for a lead. */
export const MET = 1;
export const UNMET = 2;
export const UNKNOWN = 3;
export type Verdict = typeof MET | typeof UNMET | typeof UNKNOWN;

/** Evaluates a criterion for a non-empty value. */
export type Test = (given: string, now: Calendar) => Verdict;

/** A criterion that can't be compiled, with the reason as message. */
export class Unreadable extends Error {}

/** Account API, criteria_operator. */
export const OPERATORS: ReadonlySet<string> = new Set([
  ...['Equal', 'NotEqual', 'Greater', 'Less', 'GreaterOrEqual', 'LessOrEqual', 'Between', 'In', 'NotIn'],
  ...['DateCompare', 'Distance_Compare', 'Contains', 'Doesnt_Contain'],
]);
/** Only these are met by an empty value. */
export const NEGATIVE: ReadonlySet<string> = new Set(['NotEqual', 'NotIn', 'Doesnt_Contain']);

export const verdictOf = (met: boolean): Verdict => (met ? MET : UNMET);

import type { DialerTraits } from '../../../src-preload/contract/connections.ts';
import { ISSUES, type Issue, type IssueCode, type IssueSeverity } from '../../../src-preload/contract/issues.ts';
import { CUT, cleanText, DROPPED, FOLDED, isClean, LOST, PLUS } from './text.ts';

const NONE: readonly Issue[] = Object.freeze([]);
const DONE = [
  [CUT, 'cut'],
  [DROPPED, 'characters-dropped'],
  [PLUS, 'plus-to-space'],
  [FOLDED, 'accents-folded'],
  [LOST, 'letters-dropped'],
] as const;

/** How grave a row's gravest issue is. */
export type RowSeverity = IssueSeverity | 'ok';

const WEIGHT: Readonly<Record<RowSeverity, number>> = { ok: 0, warning: 1, change: 2, error: 3 };

/** The row being checked: its issues so far. One is used for all rows, so that a clean row costs no memory. */
export class RowFindings {
  readonly traits: DialerTraits;
  private found: Issue[] | undefined;
  private gravest: RowSeverity = 'ok';

  constructor(traits: DialerTraits) {
    this.traits = traits;
  }

  /** Forgets the row before. */
  start(): void {
    this.found = undefined;
    this.gravest = 'ok';
  }

  get issues(): readonly Issue[] {
    return this.found ?? NONE;
  }

  get severity(): RowSeverity {
    return this.gravest;
  }

  /** Notes an issue, as grave as its kind. */
  add(code: IssueCode, field: string, values: { before?: string; after?: string; note?: string } = {}): void {
    const { severity } = ISSUES[code];
    this.found ??= [];
    this.found.push({ code, field, severity, ...values });
    if (WEIGHT[severity] > WEIGHT[this.gravest]) this.gravest = severity;
  }

  /** Notes a value that is sent otherwise than it stands; returns what is sent. */
  change(code: IssueCode, field: string, before: string, after: string): string {
    this.add(code, field, { before, after });
    return after;
  }

  /** Notes a value that can't be sent; returns the empty value sent in its place. */
  refuse(code: IssueCode, field: string, before: string): string {
    this.add(code, field, { before });
    return '';
  }

  /** A text as the dialer will hold it, every alteration noted with the value before and after all of them. */
  text(value: string, field: string, max: number): string {
    if (isClean(value, max)) return value;
    const { value: after, done } = cleanText(value, max, this.traits);
    for (const [bit, code] of DONE) {
      if (done & bit) this.add(code, field, { before: value, after });
    }
    return after;
  }
}

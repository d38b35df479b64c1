import type { DialerTraits } from '../../../src-preload/contract/connections.ts';
import type { Issue, IssueCode, IssueSeverity } from '../../../src-preload/contract/issues.ts';
import type { Unreadable } from '../../../src-preload/contract/mapping.ts';
import { ISSUES } from '../../../src-preload/rules/issues.ts';
import {
  APOSTROPHE,
  BACKSLASH,
  CUT,
  cleanText,
  DROPPED,
  FOLDED,
  isClean,
  LINES,
  LOST,
  NOTHING,
  PLUS,
  type TextRule,
  textRule,
  UNCERTAIN,
} from './text.ts';
import { ESCAPED, HTML, INVISIBLE, mayBeWrapped, PREFIX, QUOTED, unwrap, WIDE, WRAPPED } from './unwrap.ts';

const NONE: readonly Issue[] = Object.freeze([]);
const DONE = [
  [CUT, 'cut'],
  [DROPPED, 'characters-dropped'],
  [PLUS, 'plus-to-space'],
  [FOLDED, 'accents-folded'],
  [LOST, 'letters-dropped'],
  [BACKSLASH, 'backslash-replaced'],
  [LINES, 'lines-joined'],
  [APOSTROPHE, 'apostrophe-dropped'],
  [NOTHING, 'nothing-left'],
  [UNCERTAIN, 'held-uncertain'],
] as const;

const UNWRAPPED = [
  [WRAPPED, 'spreadsheet-marks'],
  [HTML, 'html-decoded'],
  [PREFIX, 'export-prefix'],
  [QUOTED, 'quotes-removed'],
  [INVISIBLE, 'invisible-removed'],
  [ESCAPED, 'escapes-removed'],
  [WIDE, 'width-plain'],
] as const;

/** The assumptions about an unknown dialer. It keeps the fewest characters, so that what is sent is stored unchanged by any dialer. */
export const CAUTIOUS_TRAITS: DialerTraits = { accents: 'fold', plus: 'space' };

/** The severity of a row's most severe issue. */
export type RowSeverity = IssueSeverity | 'ok';

const WEIGHT: Readonly<Record<RowSeverity, number>> = { ok: 0, warning: 1, change: 2, error: 3 };

/** The row being checked, with its issues so far. One object is reused for all rows, so that a clean row takes no memory. */
export class RowFindings {
  readonly traits: DialerTraits;
  private readonly unreadable: IssueSeverity;
  private found: Issue[] | undefined;
  private gravest: RowSeverity = 'ok';
  private readonly rules = new Map<string, TextRule>();
  private readonly apostropheFails: ReadonlySet<string>;

  /**
   * @param apostropheFails the fields in which an apostrophe makes the dialer's request fail
   * @param unreadable what happens to the row if an optional value can't be parsed
   */
  constructor(
    traits: DialerTraits,
    apostropheFails: ReadonlySet<string> = new Set(),
    unreadable: Unreadable = 'send-without',
  ) {
    this.unreadable = unreadable === 'leave-out' ? 'error' : 'warning';
    this.traits = traits;
    this.apostropheFails = apostropheFails;
  }

  /** The dialer's changes to a field. */
  rule(field: string): TextRule {
    let rule = this.rules.get(field);
    if (rule === undefined) {
      rule = textRule(this.traits, field, this.apostropheFails.has(field));
      this.rules.set(field, rule);
    }
    return rule;
  }

  /** Clears the previous row. */
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

  /** Adds an issue with the severity of its code. */
  add(code: IssueCode, field: string, values: { before?: string; after?: string; note?: string } = {}): void {
    const kind = ISSUES[code];
    const severity = kind.withoutIt ? this.unreadable : kind.severity;
    this.found ??= [];
    this.found.push({ code, field, severity, ...values });
    if (WEIGHT[severity] > WEIGHT[this.gravest]) this.gravest = severity;
  }

  /** Adds an issue for a value that is sent differently from the file. @returns what is sent */
  change(code: IssueCode, field: string, before: string, after: string): string {
    this.add(code, field, { before, after });
    return after;
  }

  /** Adds an issue for a value that can't be sent. @returns the empty value that is sent instead */
  refuse(code: IssueCode, field: string, before: string): string {
    this.add(code, field, ISSUES[code].withoutIt ? { before, after: '' } : { before });
    return '';
  }

  /** Removes an issue that another one explains better. */
  withdraw(code: IssueCode, field: string): void {
    this.found = this.found?.filter((one) => one.code !== code || one.field !== field);
  }

  /**
   * A cell's value without what programs wrap around it. Each kind of wrapping is reported, except invisible spaces in a phone, which are
   * part of its format like any others.
   */
  cell(cell: string, field: string, isPhone: boolean): string {
    if (!mayBeWrapped(cell)) return cell;
    const unwrapped = unwrap(cell);
    const { value } = unwrapped;
    const done = isPhone ? unwrapped.done & ~(INVISIBLE | WIDE) : unwrapped.done;
    if (done === 0) return value;
    for (const [bit, code] of UNWRAPPED) if (done & bit) this.add(code, field, { before: cell, after: value });
    return value;
  }

  /** A text as the dialer will store it. Every change is reported with the first and the final value. */
  text(value: string, field: string): string {
    const rule = this.rule(field);
    if (isClean(value, rule)) {
      return value === rule.profile.blank ? this.change('placeholder-cleared', field, value, '') : value;
    }
    const { value: after, done } = cleanText(value, rule);
    for (const [bit, code] of DONE) {
      if (done & bit) this.add(code, field, { before: value, after });
    }
    return after;
  }
}

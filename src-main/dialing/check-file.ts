import type { CsvFormat, DialerTraits, DialSettings, Issue, Mapping } from '../../src-preload/contract/index.ts';
import { createRowChecker } from './check-row/index.ts';
import type { ImportDates } from './import-table.ts';
import { PhoneTable } from './phone-table.ts';
import { readCsvFile } from './read-csv/read-file.ts';
import { lookThroughDates } from './read-dates.ts';
import { chosenOver, claimOf, duplicateOf } from './same-phone.ts';
import { verdictOf } from './verdict.ts';

/** What a check of a file needs. It is passed to the helper thread. */
export interface CheckOrder {
  readonly path: string;
  readonly format: CsvFormat;
  readonly mapping: Mapping;
  readonly settings: DialSettings;
  readonly traits: DialerTraits;
  /** The day of the check, and how the file's dates are read if it has been scanned already. */
  readonly dates: ImportDates;
  /** Values that the operator entered earlier, by row. */
  readonly edits: ReadonlyMap<number, Readonly<Record<string, string>>>;
  /** Rows that the operator left out. */
  readonly leftOut: ReadonlySet<number>;
  /** Rows up to this one are already stored. They are read only for their phones. */
  readonly doneTo: number;
  /** Whether there is a do-not-call list to compare further phones with. */
  readonly compareOthers: boolean;
  /** Reasons that already have an id, by `code|field|severity`. */
  readonly reasons: ReadonlyMap<string, number>;
}

/** A reason found for the first time. */
export interface NewReason {
  readonly id: number;
  readonly code: string;
  readonly field: string;
  readonly severity: string;
}

/** A batch of checked rows, as columns because it is passed between threads. */
export interface CheckedBatch {
  readonly firstRow: number;
  readonly records: string[];
  readonly phones: string[];
  readonly verdicts: Uint8Array<ArrayBuffer>;
  /** The issues of each row as JSON; null if it has none. */
  readonly issues: (string | null)[];
  /** Pairs of a row's index in the batch and a reason's id. */
  readonly marks: Uint32Array<ArrayBuffer>;
  readonly newReasons: readonly NewReason[];
  /** Pairs of a row's index in the batch and an earlier row whose phone it takes. */
  readonly takes: Uint32Array<ArrayBuffer>;
  /** The further phones of each row in the form of `othersOf`; null if there is nothing to compare them with. */
  readonly others: readonly string[] | null;
  /** Bytes of the file read so far. */
  readonly bytes: number;
  /** How the dates of all rows are read. */
  readonly dates: ImportDates;
}

/** Lower ids belong to reasons that only the core can find. */
export const FIRST_REASON = 16;
const ROWS_A_BATCH = 4_000;

/**
 * Reads and checks a whole file and delivers it in batches. `deliver` is awaited, so that reading is no faster than storing. Rejects with
 * `CsvFileError` if the file can't be read.
 */
export async function checkFile(order: CheckOrder, deliver: (batch: CheckedBatch) => Promise<void>): Promise<number> {
  const { path, format, mapping, settings, traits } = order;
  const dates: ImportDates = order.dates.looked
    ? order.dates
    : { ...order.dates, ...(await lookThroughDates(path, format, mapping, order.dates.today)), looked: true };
  const checker = createRowChecker({ mapping, settings, traits, dates });
  const phones = new PhoneTable();
  const claims = new Claims();
  const reasons = new Map(order.reasons);
  let nextReason = Math.max(FIRST_REASON, ...[...reasons.values()].map((id) => id + 1));
  let bytes = 0;
  let batch = new BatchBuilder(order.doneTo + 1, order.compareOthers);

  const reasonId = (issue: Issue): number => {
    const key = `${issue.code}|${issue.field}|${issue.severity}`;
    let id = reasons.get(key);
    if (id === undefined) {
      id = nextReason++;
      reasons.set(key, id);
      batch.newReasons.push({ id, code: issue.code, field: issue.field, severity: issue.severity });
    }
    return id;
  };

  const full: BatchBuilder[] = [];
  const { records } = await readCsvFile(
    order.path,
    order.format,
    (record) => {
      const row = record.number;
      const checked = checker.check(record.cells, order.edits.get(row));
      let issues = checked.issues;
      if (record.problem !== null) issues = [...issues, { code: record.problem, field: '', severity: 'error' }];
      const { phone } = checked;
      const holder = phone === '' ? 0 : phones.firstRow(phone, row);
      if (phone !== '') {
        const claim = claimOf(issues, order.leftOut.has(row));
        const held = holder === 0 ? -1 : claims.of(holder);
        claims.set(row, claim);
        if (holder !== 0 && claim > held) {
          phones.replace(phone, row);
          if (row > order.doneTo) {
            // The reason must have an id before the earlier row is marked with it.
            reasonId(duplicateOf(row));
            batch.take(holder);
            if (held > 0 && claim < 255) issues = [...issues, chosenOver(holder)];
          }
        } else if (holder !== 0) issues = [...issues, duplicateOf(holder)];
      }
      if (row <= order.doneTo) return;
      batch.add(record.raw, checked.phone, issues, reasonId, checked.others);
      if (batch.records.length === ROWS_A_BATCH) {
        full.push(batch);
        batch = new BatchBuilder(row + 1, order.compareOthers);
      }
    },
    {
      onBytes: (read) => {
        bytes = read;
      },
      onChunk: async () => {
        for (const ready of full.splice(0)) await deliver(ready.build(bytes, dates));
      },
    },
  );
  for (const ready of full.splice(0)) await deliver(ready.build(bytes, dates));
  if (batch.records.length > 0) await deliver(batch.build(bytes, dates));
  return records;
}

/** The strength with which each row claims its phone, one byte for each row. */
class Claims {
  #bytes = new Uint8Array(1 << 12);

  of(row: number): number {
    return this.#bytes[row] ?? 0;
  }

  set(row: number, claim: number): void {
    if (row >= this.#bytes.length) {
      const longer = new Uint8Array(Math.max(row + 1, this.#bytes.length * 2));
      longer.set(this.#bytes);
      this.#bytes = longer;
    }
    this.#bytes[row] = claim;
  }
}

class BatchBuilder {
  readonly firstRow: number;
  readonly records: string[] = [];
  readonly newReasons: NewReason[] = [];
  readonly #phones: string[] = [];
  readonly #verdicts: number[] = [];
  readonly #issues: (string | null)[] = [];
  readonly #marks: number[] = [];
  readonly #takes: number[] = [];
  readonly #others: string[] | null;

  constructor(firstRow: number, compareOthers: boolean) {
    this.firstRow = firstRow;
    this.#others = compareOthers ? [] : null;
  }

  /** Records that the next row takes its phone from an earlier one. */
  take(earlier: number): void {
    this.#takes.push(this.records.length, earlier);
  }

  add(raw: string, phone: string, issues: readonly Issue[], reasonId: (issue: Issue) => number, others: string): void {
    const at = this.records.length;
    this.#others?.push(others);
    this.records.push(raw);
    this.#phones.push(phone);
    this.#verdicts.push(verdictOf(issues));
    if (issues.length === 0) {
      this.#issues.push(null);
      return;
    }
    this.#issues.push(JSON.stringify(issues));
    for (const issue of issues) this.#marks.push(at, reasonId(issue));
  }

  build(bytes: number, dates: ImportDates): CheckedBatch {
    return {
      firstRow: this.firstRow,
      records: this.records,
      phones: this.#phones,
      verdicts: Uint8Array.from(this.#verdicts),
      issues: this.#issues,
      marks: Uint32Array.from(this.#marks),
      newReasons: this.newReasons,
      takes: Uint32Array.from(this.#takes),
      others: this.#others,
      bytes,
      dates,
    };
  }
}

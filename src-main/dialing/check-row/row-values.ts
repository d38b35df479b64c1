import type { RowFindings } from './row.ts';

/** The values of the row being checked, by the field's slot, with its findings. One object is reused for all rows. */
export class RowValues {
  readonly findings: RowFindings;
  /** The rest of the phone's cell, if it contains more than one phone. */
  rest = '';
  readonly #values: string[];

  constructor(findings: RowFindings, fields: number) {
    this.findings = findings;
    this.#values = new Array<string>(fields).fill('');
  }

  /** Clears the previous row. */
  start(): void {
    this.findings.start();
    this.#values.fill('');
    this.rest = '';
  }

  at(slot: number): string {
    return this.#values[slot] ?? '';
  }

  set(slot: number, value: string): void {
    this.#values[slot] = value;
  }
}

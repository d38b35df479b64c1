import type { CommandOutput, CsvFormat, ItemColumns } from '../../../../src-preload/contract/index.ts';

/** What a file would change in a distribution list. */
export type ListPlan = CommandOutput<'leadexec.planList'>;

/** How a file is read and what of it is wanted, beside where it is. */
export interface AssignChoices {
  readonly format: Partial<CsvFormat>;
  readonly columns: ItemColumns | null;
  readonly removeUnlisted: boolean;
  readonly removeMissing: boolean;
}

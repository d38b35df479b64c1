import type { CommandOutput, CsvFormat, ItemColumns } from '../../../../src-preload/contract/index.ts';

/** What a file would change in a distribution list. */
export type ListPlan = CommandOutput<'leadexec.planList'>;

/** How the file is read, and what is removed from the list. */
export interface AssignChoices {
  readonly format: Partial<CsvFormat>;
  readonly columns: ItemColumns | null;
  readonly removeUnlisted: boolean;
  readonly removeMissing: boolean;
}

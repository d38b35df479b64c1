import { StepLine } from '../../../features/list-file/step-line.tsx';
import { IMPORT_STEPS, type ImportStep, importAt } from '../../../state/addresses.ts';

const NAMES: Readonly<Record<ImportStep, string>> = {
  file: 'File',
  columns: 'Columns',
  checks: 'Checks',
  start: 'Start',
  result: 'Result',
};

interface StepsProps {
  readonly id: number | null;
  readonly at: ImportStep;
  readonly open: readonly ImportStep[];
}

/** The steps of an import. Those that are available are links. */
export function Steps({ id, at, open }: StepsProps) {
  return (
    <StepLine
      label="Steps of the import"
      at={IMPORT_STEPS.indexOf(at)}
      steps={IMPORT_STEPS.map((step) => ({
        name: NAMES[step],
        href: id !== null && open.includes(step) ? importAt(id, step) : null,
      }))}
    />
  );
}

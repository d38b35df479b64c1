import { FileBraces, FileDown } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import type { ExportFormat, useExport } from './use-export.ts';
import { rowsWord } from './words.ts';

interface ExportButtonProps {
  readonly format: ExportFormat;
  readonly exporting: ReturnType<typeof useExport>;
  /** The number of matching rows, in words. */
  readonly matching: string;
}

const OF_FORMAT = {
  csv: { icon: FileDown, keys: 'e', hint: 'Export matching rows as CSV' },
  json: { icon: FileBraces, keys: 'shift+j', hint: 'Export matching rows as JSON, with all fields' },
} as const;

/** Exports the matching rows. During an export the same button cancels it. */
export function ExportButton({ format, exporting, matching }: ExportButtonProps) {
  const { running, begin, cancel } = exporting;
  const { icon, keys, hint } = OF_FORMAT[format];
  if (running?.format === format) {
    return (
      <Button icon={icon} keys="shift+x" hint="No file is written" onClick={cancel}>
        Cancel export ({rowsWord(running.rows)} written)
      </Button>
    );
  }
  return (
    <Button
      icon={icon}
      keys={keys}
      hint={hint}
      disabled={running !== null || matching === rowsWord(0)}
      onClick={() => begin(format)}
    >
      {format === 'csv' ? `Export ${matching}` : 'Export JSON'}
    </Button>
  );
}

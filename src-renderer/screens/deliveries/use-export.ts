import { useEffect, useRef, useState } from 'react';
import type { CommandInput, JobFilter } from '../../../src-preload/contract/index.ts';
import { revealFile } from '../../bridge/files.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { toast, toastError } from '../../ui/toaster.tsx';
import { rowsWord } from './words.ts';

export type ExportFormat = NonNullable<CommandInput<'jobs.export'>['format']>;

/** An export that takes long enough to show its progress. */
export interface RunningExport {
  readonly format: ExportFormat;
  readonly rows: number;
}

const ASK_EVERY_MS = 500;

/** Exports the matching rows to a file, one export at a time. A running export shows its progress and can be canceled. */
export function useExport(filter: JobFilter) {
  const [running, setRunning] = useState<RunningExport | null>(null);
  const exportId = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setInterval>>(undefined);
  useEffect(() => () => clearInterval(timer.current), []);

  const begin = (format: ExportFormat) => {
    if (exportId.current !== null) return;
    const id = crypto.randomUUID();
    exportId.current = id;
    const ask = async () => {
      const progress = await call('jobs.exportProgress', { exportId: id });
      if (progress !== null && exportId.current === id) setRunning({ format, rows: progress.rows });
    };
    // A progress request that fails is repeated: the export itself reports the error.
    timer.current = setInterval(() => void ask().catch(() => {}), ASK_EVERY_MS);
    call('jobs.export', { filter, format, exportId: id })
      .then(
        async ({ path, rows }) => {
          toast(`${rowsWord(rows)} written to ${path}`);
          await revealFile(path);
        },
        (thrown: unknown) => toastError(`Not exported: ${errorMessage(thrown)}`),
      )
      .finally(() => {
        clearInterval(timer.current);
        exportId.current = null;
        setRunning(null);
      });
  };
  const cancel = () => {
    if (exportId.current === null) return;
    call('jobs.cancelExport', { exportId: exportId.current }).catch((thrown: unknown) =>
      toastError(`The export could not be canceled: ${errorMessage(thrown)}`),
    );
  };
  return { running, begin, cancel };
}

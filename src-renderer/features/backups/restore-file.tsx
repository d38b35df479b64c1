import { useState } from 'react';
import { chooseFile } from '../../bridge/files.ts';
import { errorMessage } from '../../bridge/index.ts';
import { Button } from '../../ui/button.tsx';
import { formatShare } from '../../ui/format.ts';
import type { RestoreFrom } from './restore-dialog.tsx';

interface RestoreFileProps {
  readonly disabled: boolean;
  /** A file was chosen. Nothing is restored yet. */
  readonly onChosen: (from: RestoreFrom) => void;
  readonly onWrong: (sentence: string) => void;
}

/** Lets the person choose a backup that is not in the list. */
export function RestoreFile({ disabled, onChosen, onWrong }: RestoreFileProps) {
  const [share, setShare] = useState<number | null>(null);
  const choose = async () => {
    try {
      const file = await chooseFile('backup', setShare);
      if (file === null) return;
      // A file from the system's dialog comes with its path only.
      const name = file.name ?? file.path.split(/[\\/]/).at(-1) ?? file.path;
      onChosen({ is: 'file', path: file.path, name, encrypted: name.toLowerCase().endsWith('.enc') });
    } catch (thrown) {
      onWrong(errorMessage(thrown));
    } finally {
      setShare(null);
    }
  };
  return (
    <Button size="small" disabled={disabled || share !== null} onClick={() => void choose()}>
      {share === null ? 'Restore from a file …' : `Reading the file: ${formatShare(share, 1)}`}
    </Button>
  );
}

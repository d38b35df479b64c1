import { FileUp } from 'lucide-react';
import { type DragEvent, type ReactNode, useState } from 'react';
import type { FileTaker } from '../../state/hand-over.ts';
import { stillHere } from '../../state/hash-location.ts';
import { ActionButton, Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { formatBytes, formatShare } from '../../ui/format.ts';
import { useAction } from '../../ui/keys.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import { Progress } from '../../ui/progress.tsx';
import styles from './file-drop.module.css';

interface FileDropProps<T> {
  readonly files: FileTaker<T>;
  /** Called with the result for the chosen file. */
  readonly onTaken: (taken: T) => void;
  readonly title: string;
  readonly children: ReactNode;
}

/** An area for dropping a file, with a button for choosing one. */
export function FileDrop<T>({ files, onTaken, title, children }: FileDropProps<T>) {
  const { stage, fileName, fileSize, share, error } = files.useHandOver();
  const [over, setOver] = useState(false);
  const take = (asked: Promise<T | null>) => {
    const isHere = stillHere();
    void asked.then((taken) => {
      if (taken !== null && isHere()) onTaken(taken);
    });
  };
  const choose = useAction({
    id: 'file.choose',
    label: 'Choose a file',
    keys: 'o',
    group: 'Import',
    disabled: stage !== null,
    run: () => take(files.chosen()),
  });
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined && stage === null) take(files.dropped(file));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the button inside does the same by keyboard
    <div
      className={cx(styles.zone, over && styles.over)}
      onDragOver={(e) => {
        e.preventDefault();
        setOver(true);
      }}
      onDragLeave={(e) => e.currentTarget === e.target && setOver(false)}
      onDrop={drop}
    >
      <FileUp size={28} aria-hidden="true" className={styles.icon} />
      {stage === null ? (
        <>
          <h2 className={styles.title}>{title}</h2>
          <p className={styles.words}>{children}</p>
          <ActionButton action={choose} kind="main" />
        </>
      ) : (
        <div className={styles.progress} aria-live="polite">
          <h2 className={styles.title}>
            {stage === 'looking' ? 'Reading the file' : `Taking ${fileName ?? 'the file'}`}
          </h2>
          {stage === 'handing-over' && (
            <>
              <Progress share={share} label="File read" />
              <p className={styles.words}>
                {fileSize === null
                  ? formatShare(share, 1)
                  : `${formatBytes(fileSize * share)} of ${formatBytes(fileSize)}`}
              </p>
              <Button onClick={files.stop}>Stop</Button>
            </>
          )}
        </div>
      )}
      {error !== null && <ErrorNote className={styles.error}>{error}</ErrorNote>}
    </div>
  );
}

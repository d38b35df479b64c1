import { FileUp } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { importAt } from '../../../frame/addresses.ts';
import { goTo } from '../../../frame/hash-location.ts';
import { Page } from '../../../frame/page.tsx';
import { importChosenFile, importDroppedFile, stopHandingOver, useNewImport } from '../../../state/new-import.ts';
import { ActButton, Button } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { formatBytes, formatShare } from '../../../ui/format.ts';
import { useAct } from '../../../ui/keys.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { Progress } from '../../../ui/progress.tsx';
import { Steps } from '../wizard/steps.tsx';
import styles from './new-import.module.css';

function go(id: number | null): void {
  if (id !== null) goTo(importAt(id, 'file'), { replace: true });
}

/** The first step before there is a file: drop one, or choose it. */
export function NewImport() {
  const { stage, fileName, fileSize, share, error } = useNewImport();
  const [over, setOver] = useState(false);
  const choose = useAct({
    id: 'file.choose',
    label: 'Choose a file',
    keys: 'o',
    group: 'Import',
    disabled: stage !== null,
    run: () => void importChosenFile().then(go),
  });
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined && stage === null) void importDroppedFile(file).then(go);
  };
  return (
    <Page
      title="New import"
      above={[{ href: '/dial-lists', label: 'Dial lists' }]}
      middle={<Steps id={null} at="file" open={[]} />}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the button inside does the same by keyboard */}
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
            <h2 className={styles.title}>Drop a file of leads here</h2>
            <p className={styles.words}>
              CSV or any text with columns, of any size. Its encoding, delimiter and header are found by themselves and
              can be changed. Nothing is sent before you say so.
            </p>
            <ActButton act={choose} kind="main" />
          </>
        ) : (
          <div className={styles.progress} aria-live="polite">
            <h2 className={styles.title}>
              {stage === 'looking' ? 'Looking at the file' : `Taking ${fileName ?? 'the file'}`}
            </h2>
            {stage === 'handing-over' && (
              <>
                <Progress share={share} label="File taken" />
                <p className={styles.words}>
                  {fileSize === null
                    ? formatShare(share, 1)
                    : `${formatBytes(fileSize * share)} of ${formatBytes(fileSize)}`}
                </p>
                <Button onClick={stopHandingOver}>Stop</Button>
              </>
            )}
          </div>
        )}
        {error !== null && <ErrorNote className={styles.error}>{error}</ErrorNote>}
      </div>
    </Page>
  );
}

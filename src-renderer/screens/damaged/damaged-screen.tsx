import { useState } from 'react';
import type { DamageReport, Replaced } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { backupWords } from '../../features/backups/backup-words.ts';
import { RestoreDialog, type RestoreFrom } from '../../features/backups/restore-dialog.tsx';
import { RestoreFile } from '../../features/backups/restore-file.tsx';
import { refreshDesk, useDesk } from '../../state/desk.ts';
import { Button } from '../../ui/button.tsx';
import { formatNumber } from '../../ui/format.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import { When } from '../../ui/when.tsx';
import styles from './damaged.module.css';

/** Shown instead of the desk while its data is unusable: what is damaged, what can be read, and what can be done. */
export function DamagedScreen({ damage }: { readonly damage: DamageReport }) {
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [restoring, setRestoring] = useState<RestoreFrom | null>(null);
  const [emptying, setEmptying] = useState(false);
  const silence = useDesk((s) => s.silence);
  const newest = damage.backups.find(({ checked }) => checked);

  const action = (words: string, done: Promise<Replaced | object>) => {
    setBusy(words);
    setError(null);
    done.then(refreshDesk, (thrown: unknown) => setError(errorMessage(thrown))).finally(() => setBusy(null));
  };
  return (
    <main className={styles.screen}>
      <div className={styles.sheet}>
        <header className={styles.head}>
          <h1>Your data can’t be opened</h1>
          <p>{damage.what}</p>
          {damage.details.map((detail) => (
            <p key={detail}>{detail}</p>
          ))}
          {damage.reading !== null && <p role="status">{readingWords(damage.reading)}</p>}
          <p className={styles.soft}>Nothing was changed, and nothing is sent. {damage.file}</p>
        </header>
        {error !== null && <ErrorNote>{error}</ErrorNote>}
        {damage.tables.length > 0 && <Readable tables={damage.tables} />}
        <section aria-labelledby="backups">
          <h2 id="backups">Backups</h2>
          {damage.backups.length === 0 && <p className={styles.soft}>There is no backup in the data folder.</p>}
          <ul className={styles.backups}>
            {damage.backups.map((one) => (
              <li key={one.name}>
                <span className={styles.what}>
                  <When at={one.at} />
                  <span className={styles.soft}>{backupWords(one)}</span>
                </span>
                <Button
                  size="small"
                  kind={one === newest ? 'main' : 'plain'}
                  disabled={busy !== null}
                  onClick={() => setRestoring({ is: 'listed', ...one })}
                >
                  Restore …
                </Button>
              </li>
            ))}
          </ul>
          <div className={styles.way}>
            <p>A backup stored elsewhere, such as on another disk.</p>
            <RestoreFile disabled={busy !== null} onChosen={setRestoring} onWrong={setError} />
          </div>
        </section>
        <section aria-labelledby="other" className={styles.other}>
          <h2 id="other">Other ways</h2>
          {damage.salvageable && (
            <div className={styles.way}>
              <p>
                Create a new desk from everything that can be read. What can’t be read is listed afterwards; jobs that
                may have been sent stay unknown until you decide.
              </p>
              <Button
                kind={newest === undefined ? 'main' : 'plain'}
                disabled={busy !== null}
                onClick={() => action('Salvaging …', call('desk.salvage', {}))}
              >
                Salvage
              </Button>
            </div>
          )}
          <div className={styles.way}>
            <p>Try opening it again, after fixing the disk or its permissions.</p>
            <Button disabled={busy !== null} onClick={() => action('Opening …', call('desk.reopen', {}))}>
              Try again
            </Button>
          </div>
          <div className={styles.way}>
            <p>Start with an empty desk.</p>
            {emptying ? (
              <span className={styles.sure}>
                <Button
                  kind="danger"
                  disabled={busy !== null}
                  onClick={() => action('Starting …', call('desk.startEmpty', {}))}
                >
                  Start empty
                </Button>
                <Button onClick={() => setEmptying(false)}>Cancel</Button>
              </span>
            ) : (
              <Button kind="quiet" disabled={busy !== null} onClick={() => setEmptying(true)}>
                Start empty …
              </Button>
            )}
          </div>
          <p className={styles.soft}>
            Whichever you choose, the damaged data is kept in the “replaced” folder, and every connection is paused
            until you resume it.
          </p>
        </section>
        <p role="status" className={styles.busy}>
          {busy !== null && silence !== null ? `${busy} ${silence}` : busy}
        </p>
      </div>
      {restoring !== null && (
        <RestoreDialog
          from={restoring}
          onClose={() => setRestoring(null)}
          onRestored={() => {
            setRestoring(null);
            void refreshDesk();
          }}
        />
      )}
    </main>
  );
}

function readingWords({ done, total }: NonNullable<DamageReport['reading']>): string {
  const percent = total === 0 ? '' : ` ${Math.floor((100 * done) / total)}%`;
  return `Reading what is left of the data …${percent}`;
}

function Readable({ tables }: Pick<DamageReport, 'tables'>) {
  return (
    <section aria-labelledby="readable">
      <h2 id="readable">What can be read</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Data</th>
            <th scope="col">Readable</th>
            <th scope="col">Unreadable</th>
          </tr>
        </thead>
        <tbody>
          {tables.map(({ words, rows, missing, damaged }) => (
            <tr key={words}>
              <th scope="row">{words}</th>
              <td>{formatNumber(rows)}</td>
              <td className={damaged ? styles.lost : styles.soft}>
                {damaged ? (missing > 0 ? `about ${formatNumber(missing)}` : 'some') : 'none'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

import { useState } from 'react';
import type { Backup, DataCheck, DeskData } from '../../../src-preload/contract/index.ts';
import { revealFile } from '../../bridge/files.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { backupWords } from '../../features/backups/backup-words.ts';
import { RestoreDialog, type RestoreFrom } from '../../features/backups/restore-dialog.tsx';
import { RestoreFile } from '../../features/backups/restore-file.tsx';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { formatBytes, formatDuration } from '../../ui/format.ts';
import { TextInput } from '../../ui/inputs.tsx';
import { ErrorNote, Note, Skeleton } from '../../ui/notes.tsx';
import { toast, toastError } from '../../ui/toaster.tsx';
import { When } from '../../ui/when.tsx';
import styles from './data.module.css';
import { LeadLists } from './lead-lists.tsx';
import sheet from './settings.module.css';

/** The data file: its check, its backups, how they are encrypted. */
export function DataSettings() {
  const { value, error, refresh } = useCommandQuery('desk.data', {}, ['desk']);
  const [restoring, setRestoring] = useState<RestoreFrom | null>(null);
  const check = () => {
    call('desk.check', {}).then(
      (done) => (done.result === 'sound' ? toast('The data is sound') : toastError(done.words.join(' '))),
      (thrown: unknown) => toastError(`Not checked: ${errorMessage(thrown)}`),
    );
  };
  const backUp = () => {
    call('desk.backUpNow', {}).then(
      () => toast('Backup created and checked'),
      (thrown: unknown) => toastError(errorMessage(thrown)),
    );
  };
  const saveDiagnostics = () => {
    call('desk.saveDiagnostics', {}).then(
      async ({ path }) => {
        toast(`Diagnostics saved: ${path}`);
        await revealFile(path);
      },
      (thrown: unknown) => toastError(errorMessage(thrown)),
    );
  };
  return (
    <section aria-labelledby="data" className={sheet.sheet}>
      <h2 id="data">Data</h2>
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      {value === null && error === null && <Skeleton lines={6} height={24} />}
      {value !== null && (
        <>
          <div className={styles.row}>
            <div>
              <p>{checkWords(value.check)}</p>
              <p className={sheet.soft}>
                {value.check !== null && (
                  <>
                    Checked <When at={value.check.at} /> in {formatDuration(value.check.ms / 1000)}.{' '}
                  </>
                )}
                {value.file}, {formatBytes(value.bytes)}. The data is checked once a day when idle.
              </p>
            </div>
            <Button disabled={value.checking} onClick={check}>
              {value.checking ? 'Checking …' : 'Check now'}
            </Button>
          </div>
          {value.check?.result === 'damaged' && <Damaged />}
          <LeadLists />
          <h3>Backups</h3>
          {value.backupProblem !== null && <Note kind="warning">{value.backupProblem}</Note>}
          <div className={styles.row}>
            <p className={sheet.soft}>
              Made daily and checked; kept for 7 days, 4 weeks and 6 months, in {value.backupFolder}. They still contain
              people erased after the backup; a restore erases them again.
            </p>
            <Button disabled={value.backingUp} onClick={backUp}>
              {value.backingUp ? 'Backing up …' : 'Back up now'}
            </Button>
          </div>
          <Backups backups={value.backups} onRestore={(one) => setRestoring({ is: 'listed', ...one })} />
          <div className={styles.row}>
            <p className={sheet.soft}>A backup stored elsewhere, such as on another disk.</p>
            <RestoreFile disabled={false} onChosen={setRestoring} onWrong={toastError} />
          </div>
          <Encryption encrypts={value.encrypts} refresh={refresh} />
          <h3>Diagnostics</h3>
          <div className={styles.row}>
            <p className={sheet.soft}>
              A ZIP file for support: the log, versions, row counts, the schema and some timings. It contains no names,
              phone numbers or other personal data, and no passwords.
            </p>
            <Button onClick={saveDiagnostics}>Save diagnostics</Button>
          </div>
        </>
      )}
      {restoring !== null && (
        <RestoreDialog
          from={restoring}
          onClose={() => setRestoring(null)}
          onRestored={({ words }) => {
            setRestoring(null);
            toast(words.join(' '));
          }}
        />
      )}
    </section>
  );
}

function checkWords(check: DataCheck | null): string {
  if (check === null) return 'Not checked yet.';
  return check.result === 'sound' ? 'The data is sound.' : check.words.join(' ');
}

function Damaged() {
  const salvage = () => {
    call('desk.salvage', {}).then(
      ({ words }) => toast(words.join(' ')),
      (thrown: unknown) => toastError(errorMessage(thrown)),
    );
  };
  return (
    <Note
      kind="warning"
      actions={
        <Button size="small" onClick={salvage}>
          Salvage
        </Button>
      }
    >
      Restore a backup below, or salvage everything readable into a new desk. Either way the current data is kept, and
      every connection is paused.
    </Note>
  );
}

function Backups({ backups, onRestore }: { backups: DeskData['backups']; onRestore: (backup: Backup) => void }) {
  if (backups.length === 0) return <p className={sheet.soft}>No backups yet.</p>;
  return (
    <ul className={styles.backups} aria-label="Backups">
      {backups.map((one) => (
        <li key={one.name} className={styles.row}>
          <span>
            <When at={one.at} /> <span className={sheet.soft}>{backupWords(one)}</span>
          </span>
          <Button size="small" onClick={() => onRestore(one)}>
            Restore …
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Encryption({ encrypts, refresh }: { readonly encrypts: boolean; readonly refresh: () => Promise<void> }) {
  const [passphrase, setPassphrase] = useState('');
  const set = (to: string | null) => {
    call('desk.encryptBackups', { passphrase: to }).then(
      () => {
        setPassphrase('');
        toast(to === null ? 'New backups are not encrypted' : 'New backups are encrypted');
        return refresh();
      },
      (thrown: unknown) => toastError(errorMessage(thrown)),
    );
  };
  if (encrypts) {
    return (
      <div className={styles.row}>
        <p className={sheet.soft}>New backups are encrypted. Restoring on another computer requires your passphrase.</p>
        <Button onClick={() => set(null)}>Stop encrypting</Button>
      </div>
    );
  }
  return (
    <form
      className={styles.row}
      onSubmit={(event) => {
        event.preventDefault();
        set(passphrase);
      }}
    >
      <Field
        label="Encrypt new backups with a passphrase"
        help="At least 8 characters. Keep it safe: it is required to restore them on another computer."
        className={styles.grow}
      >
        <TextInput type="password" value={passphrase} onChange={setPassphrase} autoComplete="new-password" />
      </Field>
      <Button type="submit" disabled={passphrase.length < 8}>
        Encrypt
      </Button>
    </form>
  );
}

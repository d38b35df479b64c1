import { call, errorMessage } from '../bridge/index.ts';
import { refreshDesk, useDesk } from '../state/desk.ts';
import { Button } from '../ui/button.tsx';
import { Note } from '../ui/notes.tsx';
import { toastError } from '../ui/toaster.tsx';
import styles from './app.module.css';

/** A line about a newer version, until it is dismissed. People download and install it, never the desk. */
export function UpdateLine() {
  const version = useDesk((s) => s.status?.update?.version ?? null);
  const url = useDesk((s) => s.status?.update?.url ?? null);
  if (version === null || url === null) return null;
  const dismiss = () => {
    call('updates.dismiss', { version }).then(refreshDesk, (thrown: unknown) => toastError(errorMessage(thrown)));
  };
  return (
    <aside className={styles.problems} aria-label="Update">
      <Note
        actions={
          <Button size="small" kind="quiet" onClick={dismiss}>
            Dismiss
          </Button>
        }
      >
        Trunkline {version} is available.{' '}
        <a href={url} target="_blank" rel="noopener noreferrer">
          Get version {version}
        </a>
      </Note>
    </aside>
  );
}

import { useState } from 'react';
import { call, errorMessage } from '../../bridge/index.ts';
import { useDesk } from '../../state/desk.ts';
import { Button } from '../../ui/button.tsx';
import { formatCount, formatDuration, formatNumber } from '../../ui/format.ts';
import { toast, toastError } from '../../ui/toaster.tsx';
import styles from './data.module.css';
import sheet from './settings.module.css';

/** Filters, counts and search of leads, which follow from the leads: compared with them, or made again. */
export function LeadLists() {
  const progress = useDesk((s) => s.status?.index ?? null);
  const [busy, setBusy] = useState<'verify' | 'rebuild' | null>(null);
  const run = (what: 'verify' | 'rebuild') => {
    setBusy(what);
    call(`index.${what}`, {})
      .then(
        ({ leads, chunks, texts }) => {
          const all = formatCount(leads, 'lead');
          if (what === 'rebuild') toast(`Filters and search rebuilt from ${all}`);
          else if (chunks === 0 && texts === 0) toast(`Filters and search match all ${all}`);
          else toastError(`Filters or search differ from the leads. Choose Rebuild to fix this.`);
        },
        (thrown: unknown) => toastError(errorMessage(thrown)),
      )
      .finally(() => setBusy(null));
  };
  return (
    <>
      <h3>Filters and search</h3>
      <div className={styles.row}>
        <p className={sheet.soft}>
          {progress === null
            ? 'They are built from the leads and can be rebuilt at any time. You can keep working.'
            : `Rebuilding: ${formatNumber(progress.done)} of ${formatCount(progress.total, 'lead')}${
                progress.msLeft === null ? '' : `, about ${formatDuration(progress.msLeft / 1000)} left`
              }. You can keep working; until it finishes, some leads are missing from filters and search.`}
        </p>
        <div className={styles.actions}>
          <Button disabled={busy !== null || progress !== null} onClick={() => run('verify')}>
            {busy === 'verify' ? 'Verifying …' : 'Verify'}
          </Button>
          <Button disabled={busy !== null || progress !== null} onClick={() => run('rebuild')}>
            Rebuild
          </Button>
        </div>
      </div>
    </>
  );
}

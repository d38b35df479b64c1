import { useState } from 'react';
import { call, sentenceOf } from '../../bridge/index.ts';
import { useDesk } from '../../state/desk.ts';
import { Button } from '../../ui/button.tsx';
import { formatCount, formatDuration, formatNumber } from '../../ui/format.ts';
import { say, sayWrong } from '../../ui/toaster.tsx';
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
          if (what === 'rebuild') say(`Filters and search were made again from ${all}`);
          else if (chunks === 0 && texts === 0) say(`Filters and search agree with all ${all}`);
          else sayWrong(`Filters or search differ from the leads. Choose Make again to put that right.`);
        },
        (thrown: unknown) => sayWrong(sentenceOf(thrown)),
      )
      .finally(() => setBusy(null));
  };
  return (
    <>
      <h3>Filters and search</h3>
      <div className={styles.row}>
        <p className={sheet.soft}>
          {progress === null
            ? 'They are made from the leads themselves, and can be made again from them at any time. You can go on working.'
            : `Being put in order: ${formatNumber(progress.done)} of ${formatCount(progress.total, 'lead')}${
                progress.msLeft === null ? '' : `, about ${formatDuration(progress.msLeft / 1000)} left`
              }. You can go on working; until then some leads are missing from filters and search.`}
        </p>
        <div className={styles.acts}>
          <Button disabled={busy !== null || progress !== null} onClick={() => run('verify')}>
            {busy === 'verify' ? 'Comparing …' : 'Compare'}
          </Button>
          <Button disabled={busy !== null || progress !== null} onClick={() => run('rebuild')}>
            Make again
          </Button>
        </div>
      </div>
    </>
  );
}

import { CircleHelp } from 'lucide-react';
import { useState } from 'react';
import { REPORT_ACTIONS } from '../../features/keys/report-keys.ts';
import { Button } from '../../ui/button.tsx';
import { useKeys } from '../../ui/keys.ts';
import { Popover } from '../../ui/popover.tsx';
import styles from './reports.module.css';

const WORDS: readonly (readonly [string, string])[] = [
  [
    'Offered',
    'Leads with an offer sent to them in this period. Offers sent after someone else had the lead don’t count.',
  ],
  ['Claimed', 'Someone it was offered to has it now, whether claimed or assigned by the vendor.'],
  [
    'With your account',
    'LionDesk reports the account, not the desk, so these may have been claimed here or on another desk with the same account. They count as claimed.',
  ],
  ['Missed', 'Someone else has it.'],
  ['Open', 'Nobody has it, or the holder is unknown.'],
  ['Rates', 'Share of claimed plus missed leads. Open leads are excluded.'],
  ['Lost', 'Claims sent from this desk that the vendor gave to someone else.'],
  [
    'Time to claim',
    'From the moment the holder’s own offer was sent to the claim. Half of the claims took no longer than the median. Assigned leads, and offers without a time, have none.',
  ],
  [
    'People',
    'Vendor users and agents of this desk. Claims made here count for the vendor user whose token this desk uses. Handed-over leads count for whoever has them now.',
  ],
  [
    'Rows and total',
    'A lead offered to several people or teams counts once for each, and once in the total. Sources and hours add up to the total.',
  ],
  ['Hour', 'Hour, in this desk’s time, when the lead was first offered in this period.'],
];

/** How the numbers are counted, a word on each. */
export function ReportHelp() {
  const [open, setOpen] = useState(false);
  useKeys([{ ...REPORT_ACTIONS.help, run: () => setOpen(true) }]);
  return (
    <Popover
      trigger={
        <Button icon={CircleHelp} kind="quiet">
          How this is counted
        </Button>
      }
      open={open}
      onOpen={setOpen}
      label="How this is counted"
    >
      <div className={styles.helpHead}>
        <h2>How this is counted</h2>
        <Button size="small" kind="quiet" onClick={() => setOpen(false)}>
          Close
        </Button>
      </div>
      <dl className={styles.help}>
        {WORDS.map(([word, meaning]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Popover>
  );
}

import { CircleHelp } from 'lucide-react';
import { useState } from 'react';
import { REPORT_ACTS } from '../../features/keys/report-keys.ts';
import { Button } from '../../ui/button.tsx';
import { useKeys } from '../../ui/keys.ts';
import { Popover } from '../../ui/popover.tsx';
import styles from './reports.module.css';

const WORDS: readonly (readonly [string, string])[] = [
  [
    'Offered',
    'Leads with an offer to them that was sent in this time. An offer that comes after someone else has the lead is none: their turn never came.',
  ],
  ['Claimed', 'One of those it was offered to has it now, be it claimed by hand or assigned by the vendor.'],
  [
    'With your account',
    'LionDesk knows the account, not the desk: of these claims it is not known whether this desk made them or another one that uses the account. They count as claimed.',
  ],
  ['Missed', 'Somebody else has it.'],
  ['Open', 'Nobody has it, or nobody here knows who.'],
  ['Rates', 'Of what is claimed or missed. Open leads are in neither.'],
  ['Lost', 'Claims asked for at this desk that the vendor gave to someone else.'],
  [
    'Time to claim',
    'From the moment the holder’s own offer was sent to the claim. Half of the claims took no longer than the median. Assigned leads, and offers without a time, have none.',
  ],
  [
    'People',
    'Users of the vendor, and agents of this desk. Whoever claims here takes the turn of the user whose token the desk holds. What is handed over counts for who has it now.',
  ],
  [
    'Rows and total',
    'A lead offered to several people or teams counts once for each of them, and once in the total. Sources and hours add up to the total.',
  ],
  ['Hour', 'Of this desk’s own day, in which the lead was first offered in this time.'],
];

/** How the numbers are counted, a word on each. */
export function ReportHelp() {
  const [open, setOpen] = useState(false);
  useKeys([{ ...REPORT_ACTS.help, run: () => setOpen(true) }]);
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
        {WORDS.map(([word, means]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
    </Popover>
  );
}

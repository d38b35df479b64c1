import type { JobFilter } from '../../../src-preload/contract/index.ts';
import { ACT_STATES, JOB_ACTS, type JobAct } from '../../state/deliveries-acts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { JOB_STATES } from '../../ui/states.ts';
import styles from './pick-all.module.css';
import { POST_ACTS } from './post-words.ts';
import { ACT_WORDS } from './words.ts';

interface PickAllProps {
  readonly filter: JobFilter;
  /** Whether all matching rows are leads posted to a receiver. */
  readonly posts: boolean;
  /** The number of matching rows, in words. */
  readonly matching: string;
  readonly onPick: (act: JobAct) => void;
  readonly onClose: () => void;
}

const MEANS: Readonly<Record<JobAct, string>> = {
  resend: 'Sent to the dialer again.',
  cancel: 'Won’t be sent.',
  'ask-dialer': 'Each phone is looked up in the dialer; nothing is sent.',
  'ask-status': 'LeadExec is asked by post ID; nothing is posted.',
  'check-duplicate': 'LeadExec is asked by phone and e-mail; only where that is approved, nothing is posted.',
  'send-checked': 'Sent again; the dialer refuses phones already in the list.',
  delivered: 'Nothing is sent; counts as delivered.',
  'send-again': 'Sent again, although it may have arrived.',
  rejected: 'Nothing is sent; counts as rejected.',
};

const POST_MEANS: Readonly<Partial<Record<JobAct, string>>> = {
  resend: 'Posted to LeadExec again.',
  cancel: 'Won’t be posted.',
  delivered: 'Nothing is sent; counts as posted.',
  'send-again': 'Posted again, although LeadExec may have it.',
};

/** Commands that only apply to dialers. */
const OF_DIALERS: readonly JobAct[] = ['ask-dialer', 'send-checked'];

function statesOf(act: JobAct, filter: JobFilter): string {
  return ACT_STATES[act]
    .filter((s) => filter.state === undefined || filter.state === s)
    .map((s) => JOB_STATES[s].word.toLowerCase())
    .join(', ');
}

/** Chooses a command for all matching rows. They are counted before anything happens. */
export function PickAll({ filter, posts, matching, onPick, onClose }: PickAllProps) {
  const possible = JOB_ACTS.filter((act) => statesOf(act, filter) !== '' && !(posts && OF_DIALERS.includes(act)));
  return (
    <Dialog
      open
      onClose={onClose}
      title={`All matching rows: ${matching}`}
      lead="The rows are counted first; nothing happens until you confirm."
    >
      {possible.length === 0 && <p>Rows in this state are final; there is nothing to do.</p>}
      <ul className={styles.acts}>
        {possible.map((act, i) => (
          <li key={act} className={styles.act}>
            <Button autoFocus={i === 0} className={styles.button} onClick={() => onPick(act)}>
              {(posts ? POST_ACTS[act]?.label : undefined) ?? ACT_WORDS[act].label} …
            </Button>
            <span className={styles.words}>
              Rows that are {statesOf(act, filter)}.{' '}
              <span className={styles.soft}>{(posts ? POST_MEANS[act] : undefined) ?? MEANS[act]}</span>
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

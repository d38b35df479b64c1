import type { JobFilter } from '../../../src-preload/contract/index.ts';
import { ACTION_STATES, JOB_ACTIONS, type JobAction } from '../../state/deliveries-actions.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { JOB_STATES } from '../../ui/states.ts';
import styles from './pick-all.module.css';
import { POST_ACTIONS } from './post-words.ts';
import { ACTION_WORDS } from './words.ts';

interface PickAllProps {
  readonly filter: JobFilter;
  /** Whether all matching rows are leads posted to a receiver. */
  readonly posts: boolean;
  /** The number of matching rows, in words. */
  readonly matching: string;
  readonly onPick: (action: JobAction) => void;
  readonly onClose: () => void;
}

const MEANS: Readonly<Record<JobAction, string>> = {
  resend: 'Sent to the dialer again.',
  cancel: 'Won’t be sent.',
  'ask-dialer': 'Each phone is looked up in the dialer; nothing is sent.',
  'ask-status': 'LeadExec is asked by post ID; nothing is posted.',
  'check-duplicate': 'LeadExec is asked by phone and email, where your account has approval; nothing is posted.',
  'stop-checks': 'Nothing more is asked about them; you decide.',
  'send-checked': 'Sent again; the dialer refuses phones already in the list.',
  delivered: 'Nothing is sent; counts as delivered.',
  'send-again': 'Sent again, although it may have arrived.',
  rejected: 'Nothing is sent; counts as rejected.',
};

const POST_MEANINGS: Readonly<Partial<Record<JobAction, string>>> = {
  resend: 'Posted to LeadExec again.',
  cancel: 'Won’t be posted.',
  delivered: 'Nothing is sent; counts as posted.',
  'send-again': 'Posted again, although LeadExec may have it.',
};

/** Commands that only apply to dialers. */
const OF_DIALERS: readonly JobAction[] = ['ask-dialer', 'send-checked'];

function statesOf(action: JobAction, filter: JobFilter): string {
  return ACTION_STATES[action]
    .filter((s) => filter.state === undefined || filter.state === s)
    .map((s) => JOB_STATES[s].word.toLowerCase())
    .join(', ');
}

/** Chooses a command for all matching rows. They are counted before anything happens. */
export function PickAll({ filter, posts, matching, onPick, onClose }: PickAllProps) {
  const possible = JOB_ACTIONS.filter(
    (action) => statesOf(action, filter) !== '' && !(posts && OF_DIALERS.includes(action)),
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={`All matching rows: ${matching}`}
      lead="The rows are counted first; nothing happens until you confirm."
    >
      {possible.length === 0 && <p>Rows in this state are final; there is nothing to do.</p>}
      <ul className={styles.actions}>
        {possible.map((action, i) => (
          <li key={action} className={styles.action}>
            <Button autoFocus={i === 0} className={styles.button} onClick={() => onPick(action)}>
              {(posts ? POST_ACTIONS[action]?.label : undefined) ?? ACTION_WORDS[action].label} …
            </Button>
            <span className={styles.words}>
              Rows that are {statesOf(action, filter)}.{' '}
              <span className={styles.soft}>{(posts ? POST_MEANINGS[action] : undefined) ?? MEANS[action]}</span>
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

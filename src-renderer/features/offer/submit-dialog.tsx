import { CircleCheck, CircleHelp, CircleX } from 'lucide-react';
import { useState } from 'react';
import type { CommandOutput } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatCount } from '../../ui/format.ts';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Badge } from '../../ui/state-badge.tsx';
import { toast } from '../../ui/toaster.tsx';
import styles from './submit-dialog.module.css';

type Condition = CommandOutput<'offers.submitPreview'>['conditions'][number];

const HOLDS = {
  yes: { word: 'Met', icon: CircleCheck, tone: 'good' },
  no: { word: 'Not met', icon: CircleX, tone: 'bad' },
  unknown: { word: 'Unknown', icon: CircleHelp, tone: 'doubt' },
} as const;

const lookOf = ({ holds }: Condition) => HOLDS[holds === null ? 'unknown' : holds ? 'yes' : 'no'];

interface SubmitDialogProps {
  /** The lead, as its vendor knows it. */
  readonly of: { readonly connectionId: number; readonly externalId: string };
  readonly name: string;
  readonly onClose: () => void;
}

/** What LionDesk requires before it distributes a lead, whether each requirement is met, and the button that submits it. */
export function SubmitDialog({ of: { connectionId, externalId }, name, onClose }: SubmitDialogProps) {
  const { value, error } = useCommandQuery('offers.submitPreview', { connectionId, externalId });
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const submit = () => {
    setBusy(true);
    setWrong(null);
    call('offers.submit', { connectionId, externalId }).then(
      () => {
        toast(`Submitting ${name} to LionDesk. Its answer will appear under “History on this desk”.`);
        onClose();
      },
      (thrown: unknown) => {
        setWrong(errorMessage(thrown));
        setBusy(false);
      },
    );
  };
  const refused = value?.refused ?? null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Submit ${name} to LionDesk`}
      lead="LionDesk then offers the lead to its team by its own rollout rules. This can’t be undone."
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="main" disabled={value === null || refused !== null || busy} onClick={submit}>
            {busy ? 'Submitting …' : 'Submit 1 lead to LionDesk'}
          </Button>
        </>
      }
    >
      {error !== null && <ErrorNote>LionDesk’s requirements couldn’t be loaded. {error}</ErrorNote>}
      {value === null && error === null && <Skeleton lines={4} height={20} />}
      {value !== null && (
        <>
          <ul className={styles.conditions} aria-label="LionDesk’s requirements">
            {value.conditions.map((condition) => (
              <li key={condition.what} className={styles.condition}>
                <Badge look={lookOf(condition)} plain />
                <span className={styles.conditionWords}>
                  <strong>{condition.what}</strong>
                  <span className={styles.soft}>{condition.why}</span>
                </span>
              </li>
            ))}
          </ul>
          <p className={styles.soft}>
            {value.offers === 0
              ? 'No offers of this lead yet.'
              : `${formatCount(value.offers, 'offer')} of this lead already ${value.offers === 1 ? 'exists' : 'exist'}.`}
          </p>
          {refused !== null && <ErrorNote>{refused}</ErrorNote>}
        </>
      )}
      {wrong !== null && <ErrorNote>Not submitted: {wrong}</ErrorNote>}
    </Dialog>
  );
}

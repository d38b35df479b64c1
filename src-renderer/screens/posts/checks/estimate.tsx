import { CircleDollarSign } from 'lucide-react';
import { useState } from 'react';
import type { PingAnswer, PostCheck } from '../../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { pingWords } from '../../../features/receiver/receiver-words.ts';
import { ActionButton } from '../../../ui/button.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { useAction } from '../../../ui/keys.ts';
import { ErrorNote, Note } from '../../../ui/notes.tsx';
import { useNow } from '../../../ui/use-now.ts';
import styles from '../posts.module.css';

interface EstimateProps {
  readonly check: PostCheck;
  readonly connectionId: number;
}

/** Pings with the first lead to be posted, for its price. A ping has no contact details and sells nothing. */
export function Estimate({ check, connectionId }: EstimateProps) {
  const lead = check.sample.find(({ issues }) => issues.every(({ severity }) => severity !== 'error'));
  const [asking, setAsking] = useState(false);
  const [found, setFound] = useState<PingAnswer | null>(null);
  const [error, setError] = useState<string | null>(null);
  const action = useAction({
    id: 'posts.estimate',
    label: found === null ? 'Estimate the price' : 'Estimate again',
    keys: 'e',
    group: 'Post leads',
    disabled: lead === undefined || asking,
    run: () => {
      if (lead === undefined) return;
      setAsking(true);
      setError(null);
      call('delivery.ping', { connectionId, set: lead.fields })
        .then(setFound, (thrown: unknown) => setError(errorMessage(thrown)))
        .finally(() => setAsking(false));
    },
  });
  const now = useNow();
  if (lead === undefined) return null;
  const expired = found?.expiresAt != null && found.expiresAt <= now;
  return (
    <section aria-label="Estimated price" className={styles.estimate}>
      <div className={styles.actions}>
        <ActionButton
          action={action}
          size="small"
          icon={CircleDollarSign}
          hint="Pings LeadExec with one of these leads, without contact details. Nothing is posted or sold."
        >
          {asking ? 'Asking …' : action.label}
        </ActionButton>
      </div>
      <div aria-live="polite">
        {found !== null && (
          <Note kind={found.willAccept === true && !expired ? 'info' : 'warning'}>
            {check.rows > 1 && `Row ${formatNumber(lead.row)}: `}
            {pingWords(found)}
            {check.rows > 1 && ' Other leads may earn more or less.'}
            {expired && ' This estimate has expired: the price may have changed. Estimate again.'}
          </Note>
        )}
      </div>
      {error !== null && <ErrorNote>No estimate: {error} Nothing was posted.</ErrorNote>}
    </section>
  );
}

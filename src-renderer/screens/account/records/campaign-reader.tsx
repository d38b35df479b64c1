import { useState } from 'react';
import { call, errorMessage } from '../../../bridge/index.ts';
import { Button } from '../../../ui/button.tsx';
import { NumberInput } from '../../../ui/inputs.tsx';
import { toast, toastError } from '../../../ui/toaster.tsx';
import styles from '../account.module.css';

/** Reads a campaign by its number, because no call lists the campaigns of a source. */
export function CampaignReader({ connectionId, parent }: { readonly connectionId: number; readonly parent: number }) {
  const [id, setId] = useState<number | null>(null);
  const read = async () => {
    if (id === null || id < 1) return;
    try {
      const { error } = await call('leadexec.refresh', { connectionId, kind: 'campaigns', parent, id });
      if (error === null) toast(`Campaign ${id} read`);
      else toastError(error);
      setId(null);
    } catch (thrown) {
      toastError(errorMessage(thrown));
    }
  };
  return (
    <form
      className={styles.tools}
      onSubmit={(event) => {
        event.preventDefault();
        void read();
      }}
    >
      <span>LeadExec lists no campaigns. Read one by its number (AID):</span>
      <NumberInput
        size="small"
        aria-label="Campaign number"
        className={styles.number ?? ''}
        value={id}
        onChange={setId}
      />
      <Button size="small" type="submit" disabled={id === null}>
        Read campaign
      </Button>
    </form>
  );
}

import { Copy, Download } from 'lucide-react';
import { useMemo } from 'react';
import type { TypeField } from '../../../state/account-record.ts';
import { Button } from '../../../ui/button.tsx';
import { toast, toastError } from '../../../ui/toaster.tsx';
import { type Campaign, postingText } from './posting-text.ts';
import styles from './record.module.css';

interface PostingInstructionsProps {
  readonly campaign: Campaign;
  readonly fields: readonly TypeField[];
}

/** What a partner needs for posting to a campaign, to be copied or saved as a file. */
export function PostingInstructions({ campaign, fields }: PostingInstructionsProps) {
  const text = useMemo(() => postingText(campaign, fields), [campaign, fields]);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => toast('Posting instructions copied'),
      () => toastError('They couldn’t be copied. Download them instead.'),
    );
  };
  const download = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
    link.download = `Posting instructions, campaign ${campaign.aid}.txt`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };
  return (
    <section aria-label="Posting instructions">
      <h2 className={styles.heading}>Posting instructions</h2>
      <pre className={styles.instructions}>{text}</pre>
      <span className={styles.saved}>
        <Button size="small" icon={Copy} onClick={copy}>
          Copy
        </Button>
        <Button size="small" icon={Download} onClick={download}>
          Download as a file
        </Button>
      </span>
    </section>
  );
}

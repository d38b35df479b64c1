import type { Mapping } from '../../../../src-preload/contract/index.ts';
import { changeDraft } from '../../../state/draft.ts';
import { Select } from '../../../ui/select.tsx';
import styles from './unreadable-values.module.css';

const CHOICES = [
  { value: 'send-without', label: 'Send the lead without the value' },
  { value: 'leave-out', label: 'Leave the row out' },
] as const;

/** What is done with rows that have an unreadable value in an optional field. */
export function UnreadableValues({ mapping }: { readonly mapping: Mapping }) {
  return (
    <div className={styles.line}>
      <span>Optional values that can’t be read:</span>
      <Select
        size="small"
        aria-label="Optional values that can’t be read"
        value={mapping.unreadable ?? 'send-without'}
        options={CHOICES}
        onChange={(unreadable) => changeDraft({ mapping: { ...mapping, unreadable } })}
      />
    </div>
  );
}

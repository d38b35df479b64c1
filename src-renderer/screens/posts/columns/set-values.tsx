import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import type { ReceiverField } from '../../../../src-preload/contract/index.ts';
import { changePosting, usePosting } from '../../../state/posting.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { TextInput } from '../../../ui/inputs.tsx';
import styles from '../posts.module.css';
import { CALL_FIELDS } from './field-options.ts';

/** Values that are the same in every lead: a source, a sub-ID. */
export function SetValues({
  fields,
  callData,
}: {
  readonly fields: readonly ReceiverField[];
  readonly callData: boolean;
}) {
  const set = usePosting((s) => s.options.set);
  const names = useId();
  const change = (at: number, to: Partial<{ field: string; value: string }>) =>
    changePosting({ set: set.map((one, i) => (i === at ? { ...one, ...to } : one)) });
  const known = [...fields.map(({ name }) => name), ...(callData ? CALL_FIELDS.map(({ value }) => value) : [])];
  return (
    <>
      <datalist id={names}>
        {known.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {set.map(({ field, value }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place; its fields hold no state of their own
        <div key={at} className={styles.set}>
          <TextInput
            size="small"
            aria-label={`Field ${at + 1}`}
            placeholder="Field"
            list={names}
            autoFocus={field === '' && value === ''}
            value={field}
            onChange={(to) => change(at, { field: to })}
          />
          <TextInput
            size="small"
            aria-label={`Value ${at + 1}`}
            placeholder="Value"
            value={value}
            onChange={(to) => change(at, { value: to })}
          />
          <IconButton
            icon={X}
            size="small"
            label={`Remove ${field === '' ? `field ${at + 1}` : field}`}
            onClick={() => changePosting({ set: set.filter((_, i) => i !== at) })}
          />
        </div>
      ))}
      <div>
        <Button size="small" icon={Plus} onClick={() => changePosting({ set: [...set, { field: '', value: '' }] })}>
          Add a value
        </Button>
      </div>
    </>
  );
}

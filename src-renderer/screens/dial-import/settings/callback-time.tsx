import { useState } from 'react';
import { changeSetting, useDraft } from '../../../state/draft.ts';
import { Field } from '../../../ui/field.tsx';
import { NumberInput, TextInput } from '../../../ui/inputs.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import type { Errors } from './setting-inputs.tsx';
import { inWords, SETTING_LABELS } from './setting-words.ts';
import styles from './settings-form.module.css';

type Way = 'now' | 'days' | 'at';

function wayOf(text: string): Way {
  if (text === 'NOW') return 'now';
  return /DAYS$/.test(text) ? 'days' : 'at';
}

/** When leads are called back: at once, in some days, or at a time in the dialer's time zone. */
export function CallbackTime({ errors }: { readonly errors: Errors }) {
  const text = useDraft((d) => d.settings.callback_datetime);
  const [way, setWay] = useState<Way>(() => wayOf(text));
  const set = (value: string) => changeSetting('callback_datetime', value);
  const error = errors.callback_datetime;
  const choose = (next: Way) => {
    setWay(next);
    set(next === 'now' ? 'NOW' : next === 'days' ? '1DAYS' : '');
  };
  return (
    <div className={styles.pair}>
      <Segmented
        aria-label={SETTING_LABELS.callback_datetime}
        value={way}
        onChange={choose}
        options={[
          { value: 'now', label: 'Now' },
          { value: 'days', label: 'In days' },
          { value: 'at', label: 'At a time' },
        ]}
      />
      {way === 'days' && (
        <Field label="Days from now" error={error === undefined ? undefined : inWords(error)}>
          <NumberInput
            value={Number.parseInt(text, 10) || null}
            onChange={(n) => set(n === null ? '' : `${Math.round(n)}DAYS`)}
          />
        </Field>
      )}
      {way === 'at' && (
        <Field
          label="Date and time"
          help="In the dialer’s time zone"
          error={error === undefined ? undefined : inWords(error)}
        >
          <TextInput
            type="datetime-local"
            step={1}
            value={text.replace(' ', 'T')}
            onChange={(v) => set(v === '' ? '' : `${v.replace('T', ' ')}${v.length === 16 ? ':00' : ''}`)}
          />
        </Field>
      )}
    </div>
  );
}

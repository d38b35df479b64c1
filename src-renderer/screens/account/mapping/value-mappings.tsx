import { Plus, RotateCcw, Trash2 } from 'lucide-react';
import { type ClipboardEvent, useId } from 'react';
import { Button, IconButton } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { TextInput } from '../../../ui/inputs.tsx';
import styles from './mapping.module.css';
import { isTable, withPastedMappings } from './paste.ts';
import { type FieldSetting, mappingsOf, newMapping, replaced, toggledMapping, withMappings } from './settings.ts';

interface ValueMappingsProps {
  readonly setting: FieldSetting;
  /** The name of the setting, for the accessible names of its inputs. */
  readonly about: string;
  /** Allowed values of the lead field. */
  readonly allowed: readonly string[];
  readonly onChange: (setting: FieldSetting) => void;
  /** Called with a message about what was pasted. */
  readonly onPasted: (words: string) => void;
}

/** The values that are sent instead of a lead's values, one on each line; rows of a spreadsheet can be pasted. */
export function ValueMappings({ setting, about, allowed, onChange, onPasted }: ValueMappingsProps) {
  const id = useId();
  const mappings = mappingsOf(setting);
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text');
    if (!isTable(text)) return;
    event.preventDefault();
    event.stopPropagation();
    const { made, added, changed } = withPastedMappings(setting, text);
    onChange(made);
    onPasted(`Pasted values of ${about}: ${added} new, ${changed} changed.`);
  };
  const missing = allowed.filter(
    (value) => !mappings.some((one) => !one.Delete && one.FieldValue?.toLowerCase() === value.toLowerCase()),
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group within a table's cell, without the look of a fieldset
    <div role="group" aria-label={`Values of ${about}`} className={styles.values} onPaste={onPaste}>
      {mappings.length === 0 && <p className={styles.hint}>Values are sent unchanged.</p>}
      {mappings.map((mapping, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a mapping that is not saved yet has no number; its place is what it is
        <div key={at} className={cx(styles.pair, mapping.Delete && styles.deleted)}>
          <TextInput
            size="small"
            aria-label={`Lead’s value ${at + 1} of ${about}`}
            list={allowed.length > 0 ? id : undefined}
            disabled={mapping.Delete}
            value={mapping.FieldValue ?? ''}
            onChange={(FieldValue) =>
              onChange(withMappings(setting, replaced(mappings, at, { ...mapping, FieldValue })))
            }
          />
          <span aria-hidden="true">→</span>
          <TextInput
            size="small"
            aria-label={`Sent instead of value ${at + 1} of ${about}`}
            disabled={mapping.Delete}
            value={mapping.DeliveryValue ?? ''}
            onChange={(DeliveryValue) =>
              onChange(withMappings(setting, replaced(mappings, at, { ...mapping, DeliveryValue })))
            }
          />
          <IconButton
            size="small"
            icon={mapping.Delete ? RotateCcw : Trash2}
            label={`${mapping.Delete ? 'Restore' : 'Remove'} value ${at + 1} of ${about}`}
            onClick={() => onChange(toggledMapping(setting, at))}
          />
        </div>
      ))}
      <span className={styles.foot}>
        <Button
          size="small"
          icon={Plus}
          onClick={() => onChange(withMappings(setting, [...mappings, newMapping(setting)]))}
        >
          Add value
        </Button>
        {missing.length > 0 && (
          <Button
            size="small"
            onClick={() =>
              onChange(
                withMappings(setting, [...mappings, ...missing.map((value) => newMapping(setting, value, value))]),
              )
            }
          >
            {`Add all ${missing.length} allowed values`}
          </Button>
        )}
      </span>
      {allowed.length > 0 && (
        <datalist id={id}>
          {allowed.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </div>
  );
}

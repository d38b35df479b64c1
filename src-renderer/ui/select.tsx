import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import { Fragment } from 'react';
import { cx } from './cx.ts';
import { useFieldIds } from './field.tsx';
import styles from './select.module.css';

export interface Option<V extends string | number> {
  readonly value: V;
  readonly label: string;
  readonly note?: string | undefined;
  readonly disabled?: boolean;
}

export interface OptionGroup<V extends string | number> {
  readonly label: string;
  readonly options: readonly Option<V>[];
}

interface SelectProps<V extends string | number> {
  readonly value: V | null;
  readonly onChange: (value: V) => void;
  /** Options, or groups of them. */
  readonly options: readonly (Option<V> | OptionGroup<V>)[];
  readonly placeholder?: string;
  /** Needed outside a `Field`. */
  readonly 'aria-label'?: string;
  readonly disabled?: boolean;
  readonly size?: 'normal' | 'small';
  readonly className?: string | undefined;
}

function isGroup<V extends string | number>(one: Option<V> | OptionGroup<V>): one is OptionGroup<V> {
  return 'options' in one;
}

/** One of several, in a list that opens. */
export function Select<V extends string | number>(props: SelectProps<V>) {
  const { value, onChange, options, placeholder = 'Choose', disabled, size = 'normal', className } = props;
  const ids = useFieldIds();
  const all = options.flatMap((one) => (isGroup(one) ? one.options : [one]));
  const chosen = all.find((o) => o.value === value);
  return (
    <Base.Root<V>
      value={value}
      onValueChange={(next) => next !== null && onChange(next)}
      disabled={disabled}
      modal={false}
      items={all.map((o) => ({ value: o.value, label: o.label }))}
    >
      <Base.Trigger
        {...ids}
        aria-labelledby={
          props['aria-label'] === undefined && ids.id !== undefined ? `${ids.id}-label ${ids.id}` : undefined
        }
        aria-label={
          props['aria-label'] === undefined ? undefined : `${props['aria-label']}: ${chosen?.label ?? placeholder}`
        }
        className={cx(
          styles.trigger,
          size === 'small' && styles.small,
          chosen === undefined && styles.empty,
          className,
        )}
      >
        <span className={styles.value}>{chosen?.label ?? placeholder}</span>
        <ChevronsUpDown size={14} aria-hidden="true" className={styles.icon} />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={styles.positioner} alignItemWithTrigger={false} sideOffset={4} align="start">
          <Base.Popup className={styles.popup}>
            {options.map((one) =>
              isGroup(one) ? (
                <Base.Group key={one.label}>
                  <Base.GroupLabel className={styles.groupLabel}>{one.label}</Base.GroupLabel>
                  {one.options.map((option) => (
                    <Item key={option.value} option={option} />
                  ))}
                </Base.Group>
              ) : (
                <Fragment key={one.value}>
                  <Item option={one} />
                </Fragment>
              ),
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Item<V extends string | number>({ option }: { readonly option: Option<V> }) {
  return (
    <Base.Item value={option.value} label={option.label} disabled={option.disabled} className={styles.item}>
      <span className={styles.mark}>
        <Base.ItemIndicator>
          <Check size={14} aria-hidden="true" />
        </Base.ItemIndicator>
      </span>
      <span className={styles.itemWords}>
        <Base.ItemText>{option.label}</Base.ItemText>
        {option.note !== undefined && <span className={styles.note}>{option.note}</span>}
      </span>
    </Base.Item>
  );
}

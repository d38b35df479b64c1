import type { MouseEvent } from 'react';
import { harmless } from '../../src-preload/rules/harmless.ts';
import { cx } from './cx.ts';
import { useFieldIds } from './field.tsx';
import styles from './select.module.css';
import { textWidth } from './text-width.ts';

export interface Option<V extends string | number> {
  readonly value: V;
  readonly label: string;
  /** A second, smaller line in the list. */
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

const NOTHING = 'nothing';
/** What of a select's width is not its text: the padding and the arrow, px. */
const BESIDE = 34;

/** One of several, in a list that opens: the browser's own select, so that keyboard, screen readers and touch work as usual. */
export function Select<V extends string | number>(props: SelectProps<V>) {
  const { value, onChange, options, placeholder = 'Choose', disabled, size = 'normal', className } = props;
  const ids = useFieldIds();
  const all = options.flatMap((one) => (isGroup(one) ? one.options : [one]));
  const chosen = all.findIndex((o) => o.value === value);
  const shown = harmless(all[chosen]?.label ?? placeholder);
  const item = (option: Option<V>) => {
    const at = all.indexOf(option);
    return (
      <option key={at} value={at} disabled={option.disabled} data-note={option.note} className={styles.option}>
        {option.label}
      </option>
    );
  };
  return (
    <select
      {...ids}
      aria-label={props['aria-label']}
      disabled={disabled}
      className={cx(styles.select, size === 'small' && styles.small, chosen < 0 && styles.empty, className)}
      data-shown={shown}
      onMouseEnter={({ currentTarget: select }: MouseEvent<HTMLSelectElement>) => {
        select.title = textWidth(shown, 400, 1) > select.clientWidth - BESIDE ? shown : '';
      }}
      value={chosen < 0 ? NOTHING : String(chosen)}
      onChange={(e) => {
        const next = all[Number(e.target.value)];
        if (next !== undefined) onChange(next.value);
      }}
    >
      {chosen < 0 && (
        <option value={NOTHING} disabled hidden>
          {placeholder}
        </option>
      )}
      {options.map((one) =>
        isGroup(one) ? (
          <optgroup key={one.label} label={one.label} className={styles.group}>
            {one.options.map(item)}
          </optgroup>
        ) : (
          item(one)
        ),
      )}
    </select>
  );
}

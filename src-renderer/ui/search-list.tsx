import { Search } from 'lucide-react';
import { Fragment, type KeyboardEvent, type ReactNode, useId } from 'react';
import { wordsTest } from '../../src-preload/rules/has-words.ts';
import { cx } from './cx.ts';
import { TextInput } from './inputs.tsx';
import styles from './search-list.module.css';

/** What is typed, and the index of the option that keys apply to. */
export interface Searching {
  readonly typed: string;
  readonly at: number;
}

/** Nothing typed yet. */
export const BEGUN: Searching = { typed: '', at: 0 };

/** The options whose label contains the typed words. */
export function foundIn<O extends { readonly label: string }>(options: readonly O[], { typed }: Searching): O[] {
  const isWanted = wordsTest(typed);
  return options.filter((option) => isWanted(option.label));
}

export interface SearchListProps<O> {
  /** The name of the list, for a screen reader. */
  readonly label: string;
  /** The name of the field, for a screen reader. */
  readonly searchLabel: string;
  readonly placeholder: string;
  readonly searching: Searching;
  readonly onSearching: (searching: Searching) => void;
  /** The options to show, already filtered by the caller. Those of a group are consecutive, below its name. */
  readonly options: readonly O[];
  readonly onTake: (option: O) => void;
  /** Ctrl or Cmd with Enter; without it they choose the option, as Enter does. */
  readonly onDone?: (() => void) | undefined;
  /** If several can be chosen: whether this one is. */
  readonly isTaken?: (option: O) => boolean;
  /** Shown instead of options if there are none; null while they are unknown. */
  readonly none: string | null;
  readonly before?: (option: O) => ReactNode;
  readonly after?: (option: O) => ReactNode;
}

/** A list below the field that searches it: arrows move, Enter or a click chooses, and the focus stays in the field. */
export function SearchList<O extends { readonly key: string; readonly label: string; readonly group?: string }>({
  label,
  searchLabel,
  placeholder,
  searching,
  onSearching,
  options,
  onTake,
  onDone,
  isTaken,
  none,
  before,
  after,
}: SearchListProps<O>) {
  const id = useId();
  const { typed, at } = searching;
  const moveTo = (place: number) => {
    if (place !== at) onSearching({ typed, at: place });
  };
  const onKey = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const here = options[at];
    if (by !== 0 && options.length > 0) moveTo((at + by + options.length) % options.length);
    else if (event.key === 'Enter' && onDone !== undefined && (event.ctrlKey || event.metaKey)) onDone();
    else if (event.key !== 'Enter') return;
    else if (here !== undefined) onTake(here);
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <TextInput
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={options.length > 0 ? `${id}-${at}` : undefined}
        aria-label={searchLabel}
        placeholder={placeholder}
        icon={Search}
        size="small"
        maxLength={100}
        value={typed}
        onChange={(text) => onSearching({ typed: text, at: 0 })}
        onKeyDown={onKey}
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        aria-multiselectable={isTaken === undefined ? undefined : true}
        className={styles.list}
      >
        {options.map((option, i) => (
          <Fragment key={option.key}>
            {option.group !== undefined && options[i - 1]?.group !== option.group && (
              <div role="presentation" className={styles.group}>
                {option.group}
              </div>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys of the list */}
            <div
              id={`${id}-${i}`}
              ref={(element) => {
                if (i === at) element?.scrollIntoView({ block: 'nearest' });
              }}
              role="option"
              tabIndex={-1}
              aria-selected={isTaken === undefined ? i === at : isTaken(option)}
              className={cx(styles.option, i === at && styles.here)}
              onMouseMove={() => moveTo(i)}
              onClick={() => onTake(option)}
            >
              {before?.(option)}
              <span className={styles.label}>{option.label}</span>
              {after?.(option)}
            </div>
          </Fragment>
        ))}
      </div>
      {options.length === 0 && none !== null && <p className={styles.none}>{none}</p>}
    </>
  );
}

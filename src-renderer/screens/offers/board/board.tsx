import { ChevronsRightLeft } from 'lucide-react';
import {
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { OfferColumn } from '../../../../src-preload/contract/index.ts';
import { COLUMN_ICONS, columnTitle } from '../../../features/offer/offer-look.ts';
import { COLUMNS, useOffersBoard } from '../../../state/offers-board.ts';
import { countdown } from '../../../state/offers-times.ts';
import { IconButton } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { formatExact, formatNumber } from '../../../ui/format.ts';
import { Ticking } from '../ticking.tsx';
import styles from './board.module.css';
import { Column, type ColumnHandle } from './column.tsx';
import { foldedIn, templateOf } from './fit-columns.ts';
import { keepFolded, useFolded } from './folded.ts';

export interface BoardHandle {
  /** Moves focus to a column, once it is drawn. */
  focus(column: OfferColumn): void;
  reveal(column: OfferColumn, row: number): void;
  toStart(column: OfferColumn): void;
}

interface BoardProps {
  /** Whose board: empty for one's own, null for everyone's. */
  readonly name: string | null;
  readonly shown: number | null;
  readonly onMove: (column: OfferColumn, row: number) => void;
  /** Moves to a column this many columns further. */
  readonly onSide: (by: number) => void;
  readonly onOpen: (column: OfferColumn, row: number) => void;
  readonly onClaim: (column: OfferColumn, row: number) => void;
  readonly onFocus: () => void;
  readonly empty: (column: OfferColumn) => ReactNode;
  readonly ref?: Ref<BoardHandle>;
}

/** The five columns. As many as are readable are side by side; the others are collapsed to their name and count. */
export function Board({ name, shown, onMove, onSide, onOpen, onClaim, onFocus, empty, ref }: BoardProps) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(1200);
  const active = useOffersBoard((s) => s.active);
  const counts = useOffersBoard((s) => s.board?.counts ?? null);
  const nextAt = useOffersBoard((s) => s.board?.nextAt ?? null);
  const byHand = useFolded((s) => s.folded);
  const handles = useRef(new Map<OfferColumn, ColumnHandle>());
  const focusNext = useRef<OfferColumn | null>(null);
  const folded = foldedIn(width, active, byHand);
  const template = templateOf(folded);

  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    setWidth(element.clientWidth);
    const sizes = new ResizeObserver(() => setWidth(element.clientWidth));
    sizes.observe(element);
    return () => sizes.disconnect();
  }, []);
  useLayoutEffect(() => place.current?.style.setProperty('--columns', template), [template]);
  const giveFocus = () => {
    const wanted = focusNext.current;
    const handle = wanted === null ? undefined : handles.current.get(wanted);
    if (handle === undefined) return;
    focusNext.current = null;
    handle.focus();
  };
  useEffect(giveFocus);
  useImperativeHandle(ref, () => ({
    focus: (column) => {
      focusNext.current = column;
      useOffersBoard.setState({ active: column });
      giveFocus();
    },
    reveal: (column, row) => handles.current.get(column)?.reveal(row),
    toStart: (column) => handles.current.get(column)?.toStart(),
  }));
  const unfold = (column: OfferColumn) => {
    keepFolded(column, false);
    focusNext.current = column;
    useOffersBoard.setState({ active: column });
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a name for the columns together, which are no set of fields
    <div ref={place} role="group" aria-label="Offer board" className={styles.board} onFocus={onFocus}>
      {COLUMNS.map((column) => {
        const title = columnTitle(column, name);
        const count = counts === null ? '' : formatNumber(counts[column]);
        const Icon = COLUMN_ICONS[column];
        if (folded.has(column))
          return (
            <button
              key={column}
              type="button"
              className={styles.folded}
              aria-expanded={false}
              onClick={() => unfold(column)}
            >
              <Icon size={14} aria-hidden="true" />
              <span className={styles.count}>{count}</span>
              <span className={styles.upright}>{title}</span>
            </button>
          );
        return (
          <section key={column} aria-label={title} className={cx(styles.column, column === 'open' && styles.main)}>
            <header className={styles.head}>
              <Icon size={column === 'open' ? 16 : 14} aria-hidden="true" className={styles.headIcon} />
              <h2 className={styles.title} title={title}>
                {title}
              </h2>
              {column === 'coming' && nextAt !== null && <Next at={nextAt} />}
              <output className={styles.count} aria-live="off">
                {count}
              </output>
              {column !== 'open' && (
                <IconButton
                  size="small"
                  icon={ChevronsRightLeft}
                  label={`Fold ${title}`}
                  className={styles.fold}
                  onClick={() => {
                    keepFolded(column, true);
                    if (column === active) unfold('open');
                  }}
                />
              )}
            </header>
            <Column
              ref={(handle) => {
                if (handle === null) handles.current.delete(column);
                else handles.current.set(column, handle);
              }}
              column={column}
              label={title}
              shown={shown}
              showUser={name !== ''}
              onMove={onMove}
              onSide={onSide}
              onOpen={onOpen}
              onClaim={onClaim}
              empty={empty(column)}
            />
          </section>
        );
      })}
    </div>
  );
}

/** When the next offer opens. */
function Next({ at }: { readonly at: number }) {
  const say = useCallback((now: number) => (at > now ? `next ${countdown(at - now)}` : 'next now'), [at]);
  return <Ticking say={say} title={`The next opens ${formatExact(at)}`} className={styles.next} />;
}

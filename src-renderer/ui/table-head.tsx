// biome-ignore-all lint/a11y/useSemanticElements: it is a part of the grid of virtual-table.tsx, which cannot be a <table>
import { cx } from './cx.ts';
import table from './table/table.module.css';
import { WidthHandle } from './table/width-handle.tsx';
import { NARROWEST, WIDEST } from './table-widths.ts';
import styles from './virtual-table.module.css';

interface HeadCellProps {
  readonly title: string;
  readonly align?: 'start' | 'end' | undefined;
  readonly width: number;
  readonly onWidth: (width: number) => void;
}

/** A column's head, with the handle that changes its width. */
export function HeadCell({ title, align, width, onWidth }: HeadCellProps) {
  return (
    <div
      role="columnheader"
      tabIndex={-1}
      className={cx(table.cell, styles.cell, table.headCell, align === 'end' && table.end)}
    >
      <span className={table.headTitle}>{title}</span>
      {title !== '' && (
        <WidthHandle title={title} width={width} least={NARROWEST} most={WIDEST} onWidth={onWidth} stop />
      )}
    </div>
  );
}

// biome-ignore-all lint/a11y/useSemanticElements: it is a part of grids of <div>s (virtual-table.tsx, huge-grid.tsx), which cannot be a <table>
import type { ReactNode, Ref } from 'react';
import { cx } from '../cx.ts';
import { HeadWords } from './head-words.tsx';
import table from './table.module.css';
import { WidthHandle } from './width-handle.tsx';

interface HeadCellProps {
  readonly title: string;
  readonly align?: 'start' | 'end' | undefined;
  readonly width: number;
  readonly onWidth: (width: number) => void;
  /** Whether the Tab key stops at the handle of the width; where the arrow keys go from head to head it does not. */
  readonly widthStop: boolean;
  /** Undefined where the column does not sort. */
  readonly sort?: 'ascending' | 'descending' | 'none' | undefined;
  readonly className?: string | false | undefined;
  readonly ref?: Ref<HTMLDivElement>;
  /** What is shown for the title, such as a button that sorts; by default its text. */
  readonly children?: ReactNode;
}

/** A column's head, with the handle that changes its width: the same in every table and grid. */
export function HeadCell(props: HeadCellProps) {
  const { title, align, width, onWidth, widthStop, sort, className, ref, children } = props;
  return (
    <div
      role="columnheader"
      tabIndex={-1}
      ref={ref}
      aria-sort={sort}
      className={cx(table.cell, table.headCell, align === 'end' && table.end, className)}
      data-keys
    >
      {children ?? <HeadWords title={title} />}
      {title !== '' && <WidthHandle title={title} width={width} onWidth={onWidth} stop={widthStop} />}
    </div>
  );
}

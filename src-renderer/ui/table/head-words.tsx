import type { MouseEvent } from 'react';
import { cx } from '../cx.ts';
import table from './table.module.css';

/** Gives an element its whole text as a tooltip while it is cut, and none otherwise. */
export function tellIfCut(element: HTMLElement): void {
  element.title = element.scrollWidth > element.clientWidth ? (element.textContent ?? '') : '';
}

/** A column's title. If the column is too narrow for it, the tooltip is the whole title. */
export function HeadWords({ title }: { readonly title: string }) {
  const hover = { onMouseEnter: ({ currentTarget }: MouseEvent<HTMLElement>) => tellIfCut(currentTarget) };
  return (
    <span className={cx(table.headTitle)} {...hover}>
      {title}
    </span>
  );
}

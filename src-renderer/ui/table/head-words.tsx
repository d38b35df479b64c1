import type { MouseEvent } from 'react';
import { cx } from '../cx.ts';
import table from './table.module.css';

/** Gives an element the whole text as a tooltip while it is cut, and none otherwise. */
export function tellIfCut(element: HTMLElement, text: string): void {
  element.title = element.scrollWidth > element.clientWidth ? text : '';
}

/** A column's title. If the column is too narrow for it, the tooltip is the whole title. */
export function HeadWords({ title }: { readonly title: string }) {
  const hover = { onMouseEnter: ({ currentTarget }: MouseEvent<HTMLElement>) => tellIfCut(currentTarget, title) };
  return (
    <span className={cx(table.headTitle)} {...hover}>
      {title}
    </span>
  );
}

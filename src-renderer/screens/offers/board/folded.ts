import { create } from 'zustand';
import { type OfferColumn, offerColumn } from '../../../../src-preload/contract/index.ts';

const KEPT_AS = 'offers:folded';

function readFolded(): ReadonlySet<OfferColumn> {
  try {
    const kept = offerColumn.array().safeParse(JSON.parse(localStorage.getItem(KEPT_AS) ?? '[]'));
    return new Set(kept.success ? kept.data : []);
  } catch {
    // Without a stored value, or with one of another format, every column is expanded.
    return new Set();
  }
}

/** Columns that the person collapsed, stored in the page's local storage; without storage they last as long as the page. */
export const useFolded = create<{ readonly folded: ReadonlySet<OfferColumn> }>(() => ({ folded: readFolded() }));

/** Collapses a column, or expands it. */
export function keepFolded(column: OfferColumn, fold: boolean): void {
  const folded = new Set(useFolded.getState().folded);
  if (fold) folded.add(column);
  else folded.delete(column);
  useFolded.setState({ folded });
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify([...folded]));
  } catch {
    // Without storage it lasts as long as the page.
  }
}

import { create } from 'zustand';
import { type OfferColumn, offerColumn } from '../../../../src-preload/contract/index.ts';

const KEPT_AS = 'offers:folded';

function readFolded(): ReadonlySet<OfferColumn> {
  try {
    const kept = offerColumn.array().safeParse(JSON.parse(localStorage.getItem(KEPT_AS) ?? '[]'));
    return new Set(kept.success ? kept.data : []);
  } catch {
    // Nothing kept, or not by us: every column stands open.
    return new Set();
  }
}

/** Columns that a person folded, kept in the page's own storage; without it, for as long as the page stays. */
export const useFolded = create<{ readonly folded: ReadonlySet<OfferColumn> }>(() => ({ folded: readFolded() }));

/** Folds a column, or shows it again. */
export function keepFolded(column: OfferColumn, fold: boolean): void {
  const folded = new Set(useFolded.getState().folded);
  if (fold) folded.add(column);
  else folded.delete(column);
  useFolded.setState({ folded });
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify([...folded]));
  } catch {
    // A page without storage keeps it for now.
  }
}

import { useState } from 'react';

/** How narrow and how wide a column can be made, px: `leadView` of the contract has the same bounds. */
export const NARROWEST = 40;
export const WIDEST = 800;

/** A width in whole pixels that a column can have, px. */
export function columnWidth(width: number): number {
  return Math.round(Math.max(NARROWEST, Math.min(WIDEST, width)));
}

function readWidths(name: string): Readonly<Record<string, number>> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(`columns:${name}`) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).filter((e): e is [string, number] => typeof e[1] === 'number'));
  } catch {
    // Nothing is saved, or it was written by something else: the default widths are used.
    return {};
  }
}

/** Column widths as the person left them, kept in the page's own storage; without it, for as long as the page stays. */
export function useColumnWidths(name: string, columns: readonly { readonly id: string; readonly width: number }[]) {
  const [changed, setChanged] = useState(() => readWidths(name));
  const widths: Record<string, number> = {};
  for (const column of columns) widths[column.id] = changed[column.id] ?? column.width;
  const resize = (id: string, width: number) => {
    const next = { ...changed, [id]: columnWidth(width) };
    setChanged(next);
    try {
      localStorage.setItem(`columns:${name}`, JSON.stringify(next));
    } catch {
      // A page without storage keeps them for now.
    }
  };
  return { widths, changed, resize };
}

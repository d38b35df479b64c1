import { useState } from 'react';

const KEPT_AS = 'offers:width';
const RAIL = 76;
const DETAIL = 420;

function readWidth(): number | null {
  const kept = Number(localStorage.getItem(KEPT_AS));
  return Number.isFinite(kept) && kept >= 320 ? kept : null;
}

/** The width of the board beside an open offer, stored in the page's local storage. By default the offer gets as much as it needs. */
export function useBoardWidth(): readonly [number, (width: number) => void] {
  const [width, setWidth] = useState(() => readWidth() ?? Math.max(400, innerWidth - RAIL - DETAIL));
  const keep = (next: number) => {
    setWidth(next);
    localStorage.setItem(KEPT_AS, String(next));
  };
  return [width, keep];
}

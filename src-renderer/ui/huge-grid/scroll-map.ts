/**
 * The scroll positions of a list of any length, and of its element. Chromium limits elements to 33,554,428 px of layout (2^31 / 64, in
 * device pixels), so a longer list has an element of that height, and its scroll bar is interpreted as a share.
 */
export interface ScrollMap {
  /** Height of the whole list, px. */
  readonly whole: number;
  /** The height of its element, px; the same if it fits. */
  readonly element: number;
  /** Whether the scroll bar moves by shares and not by pixels. */
  readonly scaled: boolean;
  /** The furthest the list can be scrolled, px. */
  readonly end: number;
}

const CUT_AT = 33_000_000;

/** The map of a list of `whole` px in a view of `view` px, at `devicePixelRatio` (which includes page zoom). */
export function scrollMap(whole: number, view: number, ratio = 1): ScrollMap {
  const most = Math.floor(CUT_AT / Math.max(1, ratio));
  return { whole, element: Math.min(whole, most), scaled: whole > most, end: Math.max(0, whole - view) };
}

/** The list's position when its element is scrolled to `top`. */
export function offsetAt(map: ScrollMap, top: number, view: number): number {
  if (!map.scaled) return clampOffset(map, top);
  const furthest = map.element - view;
  return furthest <= 0 ? 0 : clampOffset(map, (top / furthest) * map.end);
}

/** The element's scroll position for a position of the list. */
export function topAt(map: ScrollMap, offset: number, view: number): number {
  if (!map.scaled) return offset;
  return map.end === 0 ? 0 : (offset / map.end) * (map.element - view);
}

/** A position within the list, in whole pixels. */
export function clampOffset(map: ScrollMap, offset: number): number {
  return Math.round(Math.max(0, Math.min(offset, map.end)));
}

/**
 * Interprets a scroll by the browser: in a scaled list small ones (touch, the browser's own keys) count in pixels, and large ones, which
 * only the scroll bar makes, as a share.
 */
export function readScroll(map: ScrollMap, offset: number, from: number, to: number, view: number): number {
  if (map.scaled && Math.abs(to - from) <= view * 1.5) return clampOffset(map, offset + to - from);
  return offsetAt(map, to, view);
}

/**
 * How far a list of any length is scrolled, and how far its element is. Chromium cuts elements at 33,554,428 px of layout
 * (2^31 / 64, in device pixels), so a longer list has an element of that height and its scroll bar is read as a share.
 */
export interface ScrollMap {
  /** Height of the whole list, px. */
  readonly whole: number;
  /** Height of the element that stands for it, px; the same where it fits. */
  readonly element: number;
  /** Whether the scroll bar moves by shares rather than by pixels. */
  readonly scaled: boolean;
  /** The furthest the list can be scrolled, px. */
  readonly end: number;
}

const CUT_AT = 33_000_000;

/** The map of a list of so many px in a view of so many, at `devicePixelRatio` (page zoom counts into it). */
export function scrollMap(whole: number, view: number, ratio = 1): ScrollMap {
  const most = Math.floor(CUT_AT / Math.max(1, ratio));
  return { whole, element: Math.min(whole, most), scaled: whole > most, end: Math.max(0, whole - view) };
}

/** Where the list is when its element is scrolled to `top`. */
export function offsetAt(map: ScrollMap, top: number, view: number): number {
  if (!map.scaled) return clampOffset(map, top);
  const furthest = map.element - view;
  return furthest <= 0 ? 0 : clampOffset(map, (top / furthest) * map.end);
}

/** Where the element has to be scrolled to for the list to be at `offset`. */
export function topAt(map: ScrollMap, offset: number, view: number): number {
  if (!map.scaled) return offset;
  return map.end === 0 ? 0 : (offset / map.end) * (map.element - view);
}

/** An offset within the list, whole pixels. */
export function clampOffset(map: ScrollMap, offset: number): number {
  return Math.round(Math.max(0, Math.min(offset, map.end)));
}

/**
 * A scroll that the browser made, read: in a scaled list small ones (a finger, the browser's own keys) count by the pixel, and
 * large ones, which the scroll bar alone makes, by their share.
 */
export function readScroll(map: ScrollMap, offset: number, from: number, to: number, view: number): number {
  if (map.scaled && Math.abs(to - from) <= view * 1.5) return clampOffset(map, offset + to - from);
  return offsetAt(map, to, view);
}

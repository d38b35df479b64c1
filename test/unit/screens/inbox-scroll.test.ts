import { describe, expect, test } from 'vitest';
import { clampOffset, offsetAt, readScroll, scrollMap, topAt } from '../../../src-renderer/ui/huge-grid/scroll-map.ts';

const VIEW = 620;
const CUT_AT = 33_554_428;

describe('a list that fits an element', () => {
  const map = scrollMap(1_000_000 * 32, VIEW);

  test('is scrolled by its own pixels', () => {
    expect(map.scaled).toBe(false);
    expect(map.element).toBe(32_000_000);
    expect(readScroll(map, 100, 100, 148, VIEW)).toBe(148);
    expect(offsetAt(map, 9_999_999, VIEW)).toBe(9_999_999);
    expect(topAt(map, map.end, VIEW)).toBe(32_000_000 - VIEW);
  });
});

describe('a longer one', () => {
  const map = scrollMap(5_000_000 * 32, VIEW);

  test('has an element that Chromium doesn’t cut, whatever the zoom', () => {
    expect(map.scaled).toBe(true);
    for (const ratio of [1, 1.25, 2, 3]) {
      expect(scrollMap(5_000_000 * 32, VIEW, ratio).element * ratio).toBeLessThan(CUT_AT);
    }
  });

  test('shows its last row when the scroll bar is at its end, and its first at its beginning', () => {
    expect(offsetAt(map, map.element - VIEW, VIEW)).toBe(5_000_000 * 32 - VIEW);
    expect(offsetAt(map, 0, VIEW)).toBe(0);
  });

  test('is brought to any place by the scroll bar, and its element follows', () => {
    for (const share of [0.1, 0.5, 0.9]) {
      const top = (map.element - VIEW) * share;
      const at = readScroll(map, 0, 0, top, VIEW);
      expect(at).toBe(clampOffset(map, map.end * share));
      expect(Math.abs(topAt(map, at, VIEW) - top)).toBeLessThan(1);
    }
  });

  test('is moved by the pixel where the browser scrolls a little', () => {
    expect(readScroll(map, 80_000_000, 16_000_000, 16_000_032, VIEW)).toBe(80_000_032);
    expect(readScroll(map, 80_000_000, 16_000_000, 15_999_900, VIEW)).toBe(79_999_900);
  });

  test('never leaves its ends', () => {
    expect(readScroll(map, 10, 500, 0, VIEW)).toBe(0);
    expect(readScroll(map, map.end - 5, 500, 900, VIEW)).toBe(map.end);
  });
});

test('a list shorter than its view has nowhere to go', () => {
  const map = scrollMap(5 * 32, VIEW);
  expect(map.end).toBe(0);
  expect(offsetAt(map, 40, VIEW)).toBe(0);
});

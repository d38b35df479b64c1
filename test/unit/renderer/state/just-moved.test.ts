import { expect, test } from 'vitest';
import { JustMoved } from '../../../../src-renderer/state/just-moved.ts';

test('next right after an act that moved on is the same move, once', () => {
  const moved = new JustMoved();
  expect(moved.take(0)).toBe(false);
  moved.moved(1000);
  expect(moved.take(1400)).toBe(true);
  expect(moved.take(1500)).toBe(false);
});

test('next on a lead that was looked at goes on', () => {
  const moved = new JustMoved();
  moved.moved(1000);
  expect(moved.take(2500)).toBe(false);
});

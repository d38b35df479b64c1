import { describe, expect, test } from 'vitest';
import { fitHeads } from '../../../../src-renderer/ui/table/heads.ts';

describe('the heads of a table', () => {
  const columns = [
    { width: 64, needs: 73 },
    { width: 140, needs: 50 },
    { width: 84, needs: 90 },
    { width: 88, needs: 0 },
  ];

  test('are shown whole where the table has spare width', () => {
    expect(fitHeads(columns, 500)).toEqual([73, 140, 90, 88]);
    expect(fitHeads(columns, 15)).toEqual([73, 140, 90, 88]);
  });

  test('take no width that the table doesn’t have, and as few as possible are cut', () => {
    expect(fitHeads(columns, 14)).toEqual([64, 140, 90, 88]);
    expect(fitHeads(columns, 0)).toEqual([64, 140, 84, 88]);
    expect(fitHeads(columns, -40)).toEqual([64, 140, 84, 88]);
  });
});

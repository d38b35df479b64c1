import { describe, expect, it } from 'vitest';
import { columnsOf, reportsOf, type WireReport } from '../../../src-main/core/wire-columns.ts';

const answer = (id: number, body: string, { status = 200, contentType = 'text/plain', retryAfter = '' } = {}) =>
  ({ id, result: { kind: 'answer', status, contentType, retryAfter, body, ms: id + 0.25 } }) as const;
const broken = (id: number): WireReport => ({
  id,
  result: { kind: 'broken', error: 'the connection was reset', status: 200, partial: 'SUCC', timedOut: false },
});

describe('reports as columns', () => {
  it('every report comes out as it went in, answers first, through a copy as threads make it', () => {
    const reports = [
      answer(7, 'SUCCESS: one\n'),
      broken(8),
      answer(9, ''),
      answer(10, 'Zürich ☎ 🙂', { status: 500, contentType: 'text/html' }),
      answer(11, 'SUCCESS: two\n'),
      answer(12, 'slow down', { status: 429, retryAfter: '30' }),
    ];
    const copied = structuredClone(columnsOf(reports));
    expect(reportsOf(copied)).toEqual([...reports.filter((r) => r.result.kind === 'answer'), broken(8)]);
    expect(copied.heads).toHaveLength(3);
  });

  it('a body with a lone surrogate at its edge stays with its own answer', () => {
    const reports = [answer(1, 'a\ud83d'), answer(2, '\ude42b')];
    expect(reportsOf(structuredClone(columnsOf(reports)))).toEqual(reports);
  });

  it('columns of unequal length are refused', () => {
    const columns = columnsOf([answer(1, 'a'), answer(2, 'b')]);
    expect(() => reportsOf({ ...columns, ms: [1] })).toThrow('job 2 is not whole');
  });
});

import { describe, expect, it } from 'vitest';
import { LiondeskQueryError, queryString } from '../../../../src-main/vendors/liondesk/query.ts';

const where = (...conditions: readonly [string, string, ...string[]][]) =>
  conditions.map(([field, operator, ...values]) => ({ field, operator: operator as '$eq', values }));

describe('a query of LionDesk, as the document writes it', () => {
  it.each([
    [
      { where: where(['rank', '$eq', '1'], ['assign_automatically', '$eq', 'true']) },
      'rank=1&assign_automatically=true',
    ],
    [{ where: where(['team_id', '$ne', '3']) }, 'team_id[$ne]=3'],
    [{ limit: 2 }, '$limit=2'],
    [{ where: where(['team_id', '$eq', '3']), limit: 2, skip: 2 }, 'team_id=3&$limit=2&$skip=2'],
    [{ limit: 10, sort: [{ field: 'notify_at', direction: -1 }] }, '$limit=10&$sort[notify_at]=-1'],
    [{ where: where(['team_id', '$in', '4']) }, 'team_id[$in]=4'],
    [{ where: where(['team_id', '$in', '4', '5']) }, 'team_id[$in]=4&team_id[$in]=5'],
    [{ where: where(['team_id', '$nin', '4']) }, 'team_id[$nin]=4'],
    [{ where: where(['notify_at', '$lt', '2020-01-01T00:00:00Z']) }, 'notify_at[$lt]=2020-01-01T00%3A00%3A00Z'],
    [
      { where: where(['notify_at', '$gte', '2018-05-07T10:00:00-07:00']) },
      'notify_at[$gte]=2018-05-07T10%3A00%3A00-07%3A00',
    ],
    [
      { where: where(['notify_at', '$gte', '2017-01-01'], ['notify_at', '$lte', '2017-01-31']) },
      'notify_at[$gte]=2017-01-01&notify_at[$lte]=2017-01-31',
    ],
    [{}, ''],
  ] as const)('%o', (query, text) => {
    expect(queryString(query)).toBe(text);
  });

  it('puts together what the parser would make one list of', () => {
    expect(queryString({ where: where(['a', '$ne', '1'], ['a', '$ne', '2'], ['a', '$nin', '2', '3']) })).toBe(
      'a[$nin]=1&a[$nin]=2&a[$nin]=3',
    );
    expect(queryString({ where: where(['a', '$eq', '1'], ['a', '$lt', '5']) })).toBe('a[$lt]=5&a[$in]=1');
  });

  it('asks with as many values as the parser reads', () => {
    const values = Array.from({ length: 999 }, String);
    expect(queryString({ where: where(['a', '$in', ...values]), limit: 5 }).split('&')).toHaveLength(1000);
  });

  it('escapes values, so that none becomes a parameter of its own', () => {
    expect(queryString({ where: where(['a', '$eq', 'x&$limit=1#=+ ü\ud800']) })).toBe(
      'a=x%26%24limit%3D1%23%3D%2B%20%C3%BC%EF%BF%BD',
    );
  });

  it.each([
    [{ where: where(['a', '$lt', '1', '2']) }],
    [{ where: where(['a', '$lt']) }],
    [{ where: where(['a', '$lt', '1'], ['a', '$lt', '2']) }],
    [{ where: where(['a', '$in', '1'], ['a', '$in', '2']) }],
    [{ where: where(['a', '$in', '1'], ['a', '$eq', '2']) }],
    [{ where: where(['a]=1&b[', '$eq', '1']) }],
    [{ where: where(['$limit', '$eq', '1']) }],
    [{ sort: [{ field: '', direction: 1 }] }],
    [
      {
        sort: [
          { field: 'id', direction: 1 },
          { field: 'id', direction: -1 },
        ],
      },
    ],
    [{ where: where(['a', '$in', ...Array.from({ length: 1001 }, String)]) }],
    [{ where: where(['a', '$in', ...Array.from({ length: 1000 }, String)]), limit: 1 }],
    [{ limit: -1 }],
    [{ skip: 1.5 }],
  ] as const)('does not send %o', (query) => {
    expect(() => queryString(query)).toThrow(LiondeskQueryError);
  });
});

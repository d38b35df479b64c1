import { afterEach, beforeEach, expect, it } from 'vitest';
import { addLead } from '../../../src-main/leads/add.ts';
import { forget } from '../../../src-main/leads/forget.ts';
import { ingest } from '../../../src-main/leads/ingest.ts';
import { rows, type TestDesk, testDesk } from './support.ts';

let desk: TestDesk;
beforeEach(() => {
  desk = testDesk();
});
afterEach(() => desk.close());

it('a record of a forgotten person that can’t be read is not kept, and nobody else’s is left out', async () => {
  const connectionId = desk.connect('Board');
  const take = (raw: string) =>
    ingest(desk, {
      connectionId,
      kind: 'locumjobs',
      source: 'Board',
      records: [],
      rejects: [{ externalId: null, reason: 'it has no id', raw }],
    });
  const before = '{"phone":"2125550177"}';
  expect(take(before)).toMatchObject({ rejected: 1, forgotten: 0 });
  const { id } = addLead(desk, { firstName: 'Ann', phone: '2125550177', email: 'ann@quibble.test' });
  await forget(desk, id);
  expect(rows(desk.store, 'SELECT id FROM lead_reject')).toEqual([]);
  for (const raw of [
    before,
    '{"name":"Ann","phone":"(212) 555-0177"}',
    '<lead><phone>+1 212.555.0177</phone></lead>',
    '{"note":"a\\nann@quibble.test"}',
    "{'email':'Ann@Quibble.test'}",
    '7,12125550177,x',
    '<a>11</a>,212 555 0177',
  ]) {
    expect(take(raw), raw).toMatchObject({ rejected: 0, forgotten: 1 });
  }
  for (const raw of ['{"phone":"2125550178"}', '{"email":"joann@quibble.test"}', '{"id":"992125550177"}']) {
    expect(take(raw), raw).toMatchObject({ rejected: 1, forgotten: 0 });
  }
  expect(rows(desk.store, 'SELECT id FROM lead_reject')).toHaveLength(3);
});

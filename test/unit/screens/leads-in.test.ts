import { beforeEach, expect, test } from 'vitest';
import type { Inspection } from '../../../src-preload/contract/index.ts';
import { setBridge } from '../../../src-renderer/bridge/index.ts';
import { closeLeadFile, columnsGap, importLeadFile, useLeadFile } from '../../../src-renderer/state/lead-file.ts';
import { EMPTY_LEAD, readNewLead } from '../../../src-renderer/state/new-lead.ts';
import { memoryBridge } from '../../support/memory-bridge.ts';

const word = (field: string) => field;

beforeEach(closeLeadFile);

test.each([
  [['fullName', null, 'zip'], null],
  [['phone'], null],
  [['zip', null], 'Map a column to'],
  [[null], 'Map a column to'],
  [['email', 'email'], 'Two columns are mapped to email'],
] as const)('columns %j: %s', (fields, gap) => {
  const said = columnsGap([...fields], word);
  if (gap === null) expect(said).toBeNull();
  else expect(said).toContain(gap);
});

const INSPECTION: Inspection = {
  format: { encoding: 'utf-8', delimiter: ',', quote: '"', header: true },
  columns: [],
  samples: [],
  accented: [],
  estimatedRows: 2,
  headerLine: 1,
  top: [],
  encodings: [],
  sheets: [],
  notes: [],
};
const FORMAT = { encoding: 'macintosh' } as const;
const FILE = {
  path: '/uploads/ed505d.csv',
  name: 'people.csv',
  rows: 2,
  columns: [],
  inspection: INSPECTION,
  format: FORMAT,
};

test('a file that is brought in tells its counts, and its own rejects alone', async () => {
  const reject = { id: 1, source: 'people.csv', externalId: null, reason: 'Row 2: nothing', raw: ',', at: 1 };
  const bridge = memoryBridge({
    'leads.counts': () => [{ count: 0, exact: true }],
    'leads.importFile': () => ({ added: 1, joined: 0, unchanged: 0, rejected: 1 }),
    'leads.rejects': () => ({
      rejects: [
        { ...reject, connectionId: null },
        { ...reject, id: 2, connectionId: 5 },
      ],
      total: 2,
    }),
  });
  setBridge(bridge);
  useLeadFile.setState({ file: FILE, fields: ['phone'] });
  expect(await importLeadFile()).toBe(true);
  const { result, since } = useLeadFile.getState();
  expect(since).toBeNull();
  expect(result?.counts.added).toBe(1);
  expect(result?.rejects.map((r) => r.id)).toEqual([1]);
  expect(bridge.asked.find((a) => a.command === 'leads.importFile')?.input).toEqual({
    path: '/uploads/ed505d.csv',
    name: 'people.csv',
    format: FORMAT,
    columns: ['phone'],
  });
});

test('what goes wrong is said, the columns stay, and it can be tried again', async () => {
  setBridge(memoryBridge({ 'leads.counts': () => [{ count: 0, exact: true }] }));
  useLeadFile.setState({ file: FILE, fields: ['phone'] });
  expect(await importLeadFile()).toBe(false);
  expect(useLeadFile.getState()).toMatchObject({ fields: ['phone'], since: null, result: null });
  expect(useLeadFile.getState().error).toContain('leads.importFile');
});

test('a lead needs a name, a phone or an email; a ZIP keeps its zero and lists are taken apart', () => {
  expect(readNewLead({ ...EMPTY_LEAD, zip: '07030' })).toHaveProperty('errors.lastName');
  expect(
    readNewLead({ ...EMPTY_LEAD, lastName: ' Lee ', zip: '07030', experience: '7', licensedStates: 'FL; GA,' }),
  ).toEqual({ fields: { lastName: 'Lee', zip: '07030', experience: 7, licensedStates: ['FL', 'GA'] } });
});

test.each([
  ['email', 'ann'],
  ['phone', '555'],
  ['experience', 'many'],
] as const)('%s “%s” is told by its field', (field, text) => {
  expect(readNewLead({ ...EMPTY_LEAD, lastName: 'Lee', [field]: text })).toHaveProperty(`errors.${field}`);
});

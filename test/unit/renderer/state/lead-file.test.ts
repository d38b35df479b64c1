import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput, CommandOutput } from '../../../../src-preload/contract/index.ts';
import { setBridge } from '../../../../src-renderer/bridge/index.ts';
import {
  closeLeadFile,
  importLeadFile,
  readLeadFileAs,
  useLeadFile,
} from '../../../../src-renderer/state/lead-file.ts';
import { memoryBridge } from '../../../support/memory-bridge.ts';

type Looked = CommandOutput<'leads.inspectFile'>;

const INSPECTION: Looked['inspection'] = {
  format: { encoding: 'utf-8', delimiter: ',', quote: '"', header: true },
  columns: ['Name'],
  samples: [['Ann']],
  accented: [],
  headerLine: 1,
  top: [],
  encodings: [],
  sheets: [],
  notes: [],
  estimatedRows: 1,
};

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A desk whose inspections are answered by hand, in any order; `asked` are the formats. */
function heldDesk() {
  const asked: CommandInput<'leads.inspectFile'>['format'][] = [];
  const answers: (() => void)[] = [];
  const bridge = memoryBridge({
    'leads.inspectFile': ({ format }) =>
      new Promise((resolve) => {
        asked.push(format);
        const name = `read with ${format?.delimiter ?? ','} as ${format?.encoding ?? 'utf-8'}`;
        const columns = [{ name, field: 'fullName', samples: ['Ann'] }];
        answers.push(() => resolve({ name: 'people.csv', rows: 1, columns, inspection: INSPECTION }));
      }),
  });
  setBridge(bridge);
  return { bridge, asked, answers };
}

const columns = () => useLeadFile.getState().file?.columns.map(({ name }) => name);

beforeEach(() => {
  closeLeadFile();
  useLeadFile.setState({
    file: { path: '/tmp/people.csv', name: 'people.csv', rows: 1, columns: [], inspection: INSPECTION, format: {} },
  });
});

describe('a file of leads whose format is chosen again before it was read', () => {
  it('is read with both choices, whichever answer comes last, and not imported before', async () => {
    const { bridge, asked, answers } = heldDesk();
    void readLeadFileAs({ delimiter: ';' });
    void readLeadFileAs({ encoding: 'windows-1252' });
    await settled();
    expect(asked[1]).toMatchObject({ delimiter: ';', encoding: 'windows-1252' });
    expect(await importLeadFile(), 'its columns are still those of the old format').toBe(false);
    answers[1]?.();
    await settled();
    answers[0]?.();
    await settled();
    expect(columns()).toEqual(['read with ; as windows-1252']);
    expect(useLeadFile.getState().reading).toBe(false);
    expect(bridge.asked.map(({ command }) => command)).toEqual(['leads.inspectFile', 'leads.inspectFile']);
  });

  it('does not come back once it was closed', async () => {
    const { answers } = heldDesk();
    void readLeadFileAs({ delimiter: ';' });
    closeLeadFile();
    await settled();
    answers[0]?.();
    await settled();
    expect(useLeadFile.getState()).toMatchObject({ file: null, reading: false });
  });
});

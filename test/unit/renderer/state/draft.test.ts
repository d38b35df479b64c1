import { beforeEach, describe, expect, it } from 'vitest';
import { CommandError, type ImportDetail } from '../../../../src-preload/contract/index.ts';
import { setBridge } from '../../../../src-renderer/bridge/index.ts';
import {
  changeDraft,
  changeSetting,
  draftGap,
  openDraft,
  saveDraft,
  settingErrors,
  useDraft,
} from '../../../../src-renderer/state/draft.ts';
import { memoryBridge } from '../../../support/memory-bridge.ts';

const COUNTS = {
  ready: 0,
  held: 0,
  sending: 0,
  'awaiting-vendor': 0,
  unknown: 0,
  delivered: 0,
  duplicate: 0,
  rejected: 0,
  cancelled: 0,
  checking: 0,
  total: 0,
};

let imports = 0;

function detail(change: Partial<ImportDetail> = {}): ImportDetail {
  const columns = ['Phone', 'Colour'];
  const mapping = {
    columns: columns.map((header, index) => ({ header, index })),
    targets: { phone_number: { from: [0] } },
    custom: {},
  };
  return {
    id: ++imports,
    fileName: 'leads.csv',
    fileSize: 10,
    state: 'draft',
    connectionId: null,
    connection: null,
    listId: null,
    campaign: null,
    rows: {
      total: 0,
      send: 0,
      error: 0,
      'duplicate-in-file': 0,
      'duplicate-earlier': 0,
      'do-not-call': 0,
      'left-out-by-operator': 0,
    },
    jobs: COUNTS,
    paused: false,
    pausedReason: null,
    checkedBytes: 0,
    rate: null,
    secondsLeft: null,
    rates: [],
    error: null,
    createdAt: 0,
    startedAt: null,
    filePath: '/tmp/leads.csv',
    inspection: {
      format: { encoding: 'utf-8', delimiter: ',', quote: '"', header: true },
      columns,
      samples: [['7275551111', 'blue']],
      accented: [],
      headerLine: 1,
      top: [],
      encodings: [],
      sheets: [],
      notes: [],
      estimatedRows: 1,
    },
    settings: null,
    mapping: null,
    suggestion: {
      mapping,
      guesses: [],
      notes: [],
      remembered: false,
      connectionId: null,
      settings: null,
      template: null,
    },
    sameFile: [],
    ...change,
  };
}

let kept: ImportDetail;
let bridge: ReturnType<typeof memoryBridge>;

beforeEach(() => {
  kept = detail();
  bridge = memoryBridge({ 'imports.configure': () => kept });
  setBridge(bridge);
});

describe('the draft of an import', () => {
  it('sends nothing to the desk while something is missing, and says what', async () => {
    openDraft(kept, null);
    expect(draftGap(useDraft.getState())).toMatch(/Choose the dialer/);
    expect(await saveDraft()).toBe(false);
    expect(useDraft.getState().tried).toBe(true);
    changeDraft({ connectionId: 7 });
    expect(Object.keys(settingErrors(useDraft.getState().settings)).sort()).toEqual(['campaign', 'list_id']);
    expect(await saveDraft()).toBe(false);
    expect(bridge.asked).toEqual([]);
  });

  it('takes the only dialer there is, hands everything over once, and not again unchanged', async () => {
    openDraft(kept, 7);
    changeSetting('list_id', '101');
    changeSetting('campaign', 'TEST');
    expect(await saveDraft()).toBe(true);
    expect(bridge.asked).toHaveLength(1);
    expect(bridge.asked[0]?.input).toMatchObject({
      id: kept.id,
      connectionId: 7,
      mapping: { targets: { phone_number: { from: [0] } } },
      settings: { list_id: '101', campaign: 'TEST', source: 'Trunkline', custom_fields: 'N' },
    });
    expect(bridge.asked[0]?.input).not.toHaveProperty('settings.campaign_id');
    expect(await saveDraft()).toBe(true);
    expect(bridge.asked).toHaveLength(1);
  });

  it('hands over again what was changed while it was being saved', async () => {
    openDraft(kept, 7);
    changeSetting('list_id', '101');
    changeSetting('campaign', 'TEST');
    const saving = saveDraft();
    changeSetting('list_id', '102');
    expect(await saving).toBe(true);
    expect(useDraft.getState()).toMatchObject({ changed: true, saving: false });
    expect(await saveDraft()).toBe(true);
    expect(bridge.asked.at(-1)?.input).toMatchObject({ settings: { list_id: '102' } });
    expect(useDraft.getState().changed).toBe(false);
  });

  it('of another import stays as it is when the one before was saved late', async () => {
    openDraft(kept, 7);
    changeSetting('list_id', '101');
    changeSetting('campaign', 'TEST');
    const saving = saveDraft();
    openDraft(detail(), 7);
    await saving;
    expect(useDraft.getState()).toMatchObject({ changed: true, settings: { list_id: '' } });
  });

  it('keeps what is being edited when the desk tells of the import again', () => {
    openDraft(kept, 7);
    changeSetting('list_id', '555');
    openDraft({ ...kept, rates: [1] }, 7);
    expect(useDraft.getState().settings.list_id).toBe('555');
    openDraft(
      { ...kept, inspection: { ...kept.inspection, format: { ...kept.inspection.format, delimiter: ';' } } },
      7,
    );
    expect(useDraft.getState().settings.list_id).toBe('');
  });

  it('switches custom fields on with the first of them', () => {
    openDraft(kept, 7);
    changeDraft({ mapping: { ...useDraft.getState().mapping, custom: { colour: 1 } } });
    expect(useDraft.getState().settings.custom_fields).toBe('Y');
  });

  it('asks for what a callback needs, and drops it when there is none', async () => {
    openDraft(kept, 7);
    changeSetting('list_id', '101');
    changeSetting('campaign', 'TEST');
    changeSetting('callback', 'Y');
    expect(Object.keys(settingErrors(useDraft.getState().settings)).sort()).toEqual([
      'callback_datetime',
      'campaign_id',
    ]);
    changeSetting('callback_datetime', '15DAYS');
    changeSetting('callback', 'N');
    expect(await saveDraft()).toBe(true);
    expect(bridge.asked[0]?.input).not.toHaveProperty('settings.callback_datetime');
  });

  it('says what the desk refused and keeps the draft', async () => {
    bridge = memoryBridge({
      'imports.configure': () => {
        throw new CommandError('conflict', 'leads.csv is started; it can’t be changed anymore.');
      },
    });
    setBridge(bridge);
    openDraft(kept, 7);
    changeSetting('list_id', '101');
    changeSetting('campaign', 'TEST');
    expect(await saveDraft()).toBe(false);
    expect(useDraft.getState()).toMatchObject({
      changed: true,
      saving: false,
      error: expect.stringMatching(/is started/),
    });
  });
});

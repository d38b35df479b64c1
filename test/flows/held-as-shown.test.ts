import { afterEach, describe, expect, it } from 'vitest';
import { createRowChecker } from '../../src-main/dialing/check-row/index.ts';
import { type PracticeDialer, startPracticeDialer } from '../../src-main/practice/dialer/start-practice-dialer.ts';
import { seededRandom } from '../../src-main/practice/seeded-random.ts';
import { ADD_LEAD_CONTENT_TYPE, prepareAddLead } from '../../src-main/vendors/crocodial/form.ts';
import { type DialSettingsInput, dialSettings } from '../../src-preload/contract/dial-settings.ts';
import type { DialerTraits, LeadFieldName, Mapping } from '../../src-preload/contract/index.ts';

/** 20,000 when a whole run is asked for. */
const ROWS = Number(process.env.TRUNKLINE_ROWS ?? 500);
const AT_ONCE = 16;

const TEXTS = [
  ...['title', 'first_name', 'middle_initial', 'last_name', 'address1', 'address2', 'address3', 'city', 'province'],
  ...['postal_code', 'email', 'security_phrase', 'comments', 'vendor_lead_code', 'source_id', 'owner', 'rank'],
] as const satisfies readonly LeadFieldName[];

/** What people and machines put into cells, and what would run or break in a dialer. */
const PIECES = [
  ...['Smith', 'José', "O'Brien", 'O’Neil', 'Łódź', 'Straße', 'Müller', 'Jose\u0301', '李', 'Иван', '😀', '𝒥', 'ﬃ'],
  ...['&', ' & ', '/', '\\', '\\\\', "\\'", ', ', ';', '#', '"', "'", '`', '+', '%', '$', '(', ')', '*', '!', '?', '~'],
  ...['\n', '\r\n', '\t', '\u0000', '\u007f', '\u00a0', '\u200b', '\ufeff', '\ufffd', '…', '½', '№', '–', '“', '€'],
  ...['12 Main St', 'Apt 4', 'a@b.com', '33701', '007', '40000', 'Mr./Mrs.', '--BLANK--', 'x'.repeat(40), '  ', ' '],
  ...[',last_name=version() -- x', '","a"="', '<b>', '{}', '[]', '|', '^', '=', ':', '@', '_', '-', '.', 'N/A'],
];

const mapping: Mapping = {
  columns: [...TEXTS, 'favorite_color', 'phone_number'].map((header, index) => ({ header, index })),
  targets: {
    ...Object.fromEntries(TEXTS.map((field, index) => [field, { from: [index] }])),
    phone_number: { from: [TEXTS.length + 1] },
  },
  custom: { favorite_color: TEXTS.length },
};

function messyRows(count: number, seed: number): string[][] {
  const random = seededRandom(seed);
  const pick = () => PIECES[Math.floor(random() * PIECES.length)] ?? '';
  const cell = () => {
    let value = '';
    for (let pieces = Math.floor(random() * 5); pieces > 0; pieces--) value += pick();
    return value;
  };
  return Array.from({ length: count }, (_, row) => [
    ...TEXTS.map(cell),
    cell(),
    `${['727', '813', '305'][Math.floor(row / 9000)] ?? '212'}555${1000 + (row % 9000)}`,
  ]);
}

let dialer: PracticeDialer | undefined;
afterEach(async () => {
  await dialer?.close();
  dialer = undefined;
});

/** Checks rows, posts what is left of them over a socket, and compares what is stored with what was shown. */
async function differences(rows: readonly string[][], traits: DialerTraits, more: Partial<DialSettingsInput> = {}) {
  const settings = dialSettings.parse({ list_id: '101', campaign: 'PRACTICE', custom_fields: 'Y', ...more });
  const checker = createRowChecker({ mapping, settings, traits });
  const body = prepareAddLead({ user: 'practice', pass: 'practice' }, settings);
  const started = await startPracticeDialer({
    behaviour: { accents: traits.accents === 'fold' ? 'vanish' : 'keep', plusBecomesSpace: traits.plus === 'space' },
  });
  dialer = started;
  const found: { row: number; field: string; shown: string; stored: string }[] = [];
  let values = 0;
  let next = 0;
  const worker = async () => {
    for (let row = next++; row < rows.length; row = next++) {
      const cells = rows[row] ?? [];
      const { issues } = checker.check(cells);
      const uncertain = new Set(issues.filter(({ code }) => code === 'held-uncertain').map(({ field }) => field));
      const shown = checker.fields(cells);
      const headers = { 'content-type': ADD_LEAD_CONTENT_TYPE };
      const answer = await (await fetch(started.url, { method: 'POST', headers, body: body(shown) })).text();
      const id = Number(/^SUCCESS: [^-]* - \d+\|101\|(\d+)\|/.exec(answer)?.[1] ?? 0);
      const lead = started.admin.lead(id);
      if (lead === undefined) {
        found.push({ row, field: 'answer', shown: body(shown), stored: answer });
        continue;
      }
      const custom = started.admin.customValues(id).favorite_color ?? 'not stored';
      for (const field of [...TEXTS, 'phone_number'] as const) {
        values += 1;
        const wanted = shown[field] ?? (field === 'rank' ? '0' : '');
        if (lead[field] !== wanted && !uncertain.has(field))
          found.push({ row, field, shown: wanted, stored: lead[field] });
      }
      if (custom !== (shown.favorite_color ?? '') && !uncertain.has('favorite_color'))
        found.push({ row, field: 'favorite_color', shown: shown.favorite_color ?? '', stored: custom });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (found.every(({ field }) => field !== 'answer')) expect(values).toBe(rows.length * (TEXTS.length + 1));
  return found;
}

describe('what is shown before sending is what the dialer holds', () => {
  it.each<[name: string, traits: DialerTraits, settings: Partial<DialSettingsInput>]>([
    ['a VICIdial', { accents: 'fold', plus: 'space' }, {}],
    ['one with use_non_latin', { accents: 'keep', plus: 'space' }, {}],
    [
      'one that checks for duplicates by name',
      { accents: 'fold', plus: 'space' },
      { duplicate_check: { checks: [{ by: 'NAMEPHONE', within: 'LIST' }], days: null } },
    ],
  ])('%s', async (_name, traits, settings) => {
    const rows = messyRows(ROWS, 12);
    expect(await differences(rows, traits, settings)).toEqual([]);
  });

  it('finds what a wrong profile shows', async () => {
    const found = await differences(messyRows(50, 3), { profile: 'as-is', accents: 'keep', plus: 'keep' });
    expect(found.length).toBeGreaterThan(50);
  });
});

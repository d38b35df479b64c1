import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { coversList, duplicateWire, readDuplicateWire } from '../../../../src-main/vendors/crocodial/duplicates.ts';
import { LEAD_FIELD_TABLE } from '../../../../src-main/vendors/crocodial/fields.ts';
import { parseSetPairs, readSettings, settingsWarnings } from '../../../../src-main/vendors/crocodial/settings.ts';
import { SETTING_TABLE } from '../../../../src-main/vendors/crocodial/settings-table.ts';
import {
  DUPLICATE_BY,
  DUPLICATE_DAYS,
  DUPLICATE_WITHIN,
  dialSettings,
  dialSettingsShape,
} from '../../../../src-preload/contract/dial-settings.ts';
import { LEAD_FIELDS, RESERVED_PARAMETERS } from '../../../../src-preload/contract/mapping.ts';

const base = { list_id: '101', campaign: 'SPRING' };

describe('the tables', () => {
  it('hold every lead field once, in the contract’s order', () => {
    expect(LEAD_FIELD_TABLE.map((f) => f.name)).toEqual([...LEAD_FIELDS]);
  });
  it('hold every setting of the schema, and each default of the schema', () => {
    expect(SETTING_TABLE.map((s) => s.name).sort()).toEqual(Object.keys(dialSettingsShape.shape).sort());
    const defaults = dialSettings.parse(base);
    for (const s of SETTING_TABLE) {
      if (s.default !== undefined && s.name !== 'list_id')
        expect([s.name, String(defaults[s.name])]).toEqual([s.name, s.default]);
    }
  });
  it('keep every name of the call from being a custom field', () => {
    const names = [
      ...LEAD_FIELD_TABLE.map((f) => f.name),
      ...SETTING_TABLE.map((s) => s.wire),
      'user',
      'pass',
      'function',
    ];
    expect(names.filter((n) => !(RESERVED_PARAMETERS as readonly string[]).includes(n))).toEqual([]);
  });
});

describe('dial settings', () => {
  it('need a list and a campaign, and take the document’s defaults for the rest', () => {
    expect(dialSettings.parse(base)).toMatchObject({
      dnc_check: 'N',
      phone_code: '1',
      duplicate_check: { checks: [], days: null },
    });
  });

  it.each<[Record<string, unknown>, field: string, says: RegExp]>([
    [{ list_id: '12' }, 'list_id', /999/],
    [{ list_id: '1234567890123' }, 'list_id', /3 to 12 digits/],
    [{ list_id: undefined }, 'list_id', /list_id/],
    [{ campaign: undefined }, 'campaign', /campaign is required/],
    [{ campaign: ' ' }, 'campaign', /required/],
    [{ campaign_dnc_check: 'Y' }, 'campaign_id', /needed for campaign_dnc_check/],
    [{ campaign_dnc_check: 'AREACODE' }, 'campaign_id', /needed for campaign_dnc_check/],
    [{ callback: 'Y', callback_datetime: 'NOW' }, 'campaign_id', /callbacks/],
    [{ callback: 'Y', campaign_id: 'AB' }, 'callback_datetime', /when to call back/],
    [
      { callback: 'Y', campaign_id: 'AB', callback_datetime: 'NOW', callback_type: 'USERONLY' },
      'callback_user',
      /USERONLY/,
    ],
    [{ entry_list_id: '123', custom_fields: 'Y' }, 'entry_list_id', /custom_fields/],
    [{ callback_datetime: '2026-02-30 10:00:00' }, 'callback_datetime', /YYYY-MM-DD/],
    [{ callback_datetime: 'tomorrow' }, 'callback_datetime', /15DAYS/],
    [{ source: 'x'.repeat(21) }, 'source', /20/],
    [{ campaign_id: 'TOOLONGID' }, 'campaign_id', /2 to 8/],
    [{ hopper_priority: 100 }, 'hopper_priority', /-99 to 99/],
    [{ dnc_check: 'yes' }, 'dnc_check', /Y, N or AREACODE/],
    [{ add_to_hopper: 'y' }, 'add_to_hopper', /Y or N/],
  ])('%j is refused at %s', (more, field, says) => {
    const read = readSettings({ ...base, ...more });
    expect(read.ok).toBe(false);
    expect(read.ok ? [] : read.problems).toContainEqual({ field, sentence: expect.stringMatching(says) });
  });

  it.each(['NOW', '15DAYS', '2026-12-01 10:00:00', '2026-12-01+10:00:00'])('take %s as callback time', (time) => {
    expect(readSettings({ ...base, campaign_id: 'AB', callback: 'Y', callback_datetime: time }).ok).toBe(true);
  });

  it.each<[Record<string, unknown>, field: string]>([
    [{ duplicate_check: { checks: [{ by: 'PHONE', within: 'CAMP' }], days: null } }, 'duplicate_check'],
    [{ hopper_priority: 5 }, 'add_to_hopper'],
  ])('%j is allowed with a warning', (more, field) => {
    expect(settingsWarnings(dialSettings.parse({ ...base, ...more })).map((w) => w.field)).toEqual([field]);
  });
  it('warns of nothing when there is nothing', () => expect(settingsWarnings(dialSettings.parse(base))).toEqual([]));
});

describe('--set', () => {
  it('reads every setting of the document', () => {
    const pairs = [
      ...[
        'list_id=101',
        'campaing=SPRING',
        'campaign_id=TESTCAMP',
        'source=My Desk',
        'phone_code=44',
        'dnc_check=AREACODE',
      ],
      ...['campaign_dnc_check=Y', 'add_to_hopper=Y', 'hopper_priority=-5', 'hopper_local_call_time_check=Y'],
      ...[
        'usacan_prefix_check=Y',
        'usacan_areacode_check=Y',
        'nanpa_ac_prefix_check=Y',
        'custom_fields=N',
        'tz_method=TZCODE',
      ],
      ...['callback=Y', 'callback_status=CB', 'callback_datetime=2026-12-01+10:00:00', 'callback_type=USERONLY'],
      ...['callback_user=6666', 'callback_comments=a=b', 'lookup_state=Y', 'list_exists_check=Y', 'entry_list_id=555'],
      'duplicate_check=DUPLIST-DUPTITLEALTPHONELIST',
    ];
    expect(pairs.length).toBe(SETTING_TABLE.length);
    const { settings, problems } = parseSetPairs(pairs);
    expect(problems).toEqual([]);
    expect(Object.keys(settings).sort()).toEqual(SETTING_TABLE.map((s) => s.name).sort());
    expect(readSettings(settings)).toMatchObject({
      ok: true,
      settings: {
        campaign: 'SPRING',
        hopper_priority: -5,
        callback_datetime: '2026-12-01 10:00:00',
        callback_comments: 'a=b',
      },
    });
  });

  it.each<[string, RegExp]>([
    ['dnc_check=y', /^dnc_check: “y” is not allowed; it takes Y, N or AREACODE$/],
    ['add_to_hopper=YES', /^add_to_hopper: “YES” is not allowed; it takes Y or N$/],
    ['tz_method=zip', /^tz_method: .* nothing, POSTAL, TZCODE or NANPA$/],
    ['hopper_priority=high', /^hopper_priority: .*-99 to 99/],
    ['hopper_priority=', /^hopper_priority: an empty value/],
    ['list_id=12', /^list_id: .*3 to 12 digits/],
    ['duplicate_check=DUPALL', /^duplicate_check: DUPALL is no check/],
    ['duplicate_check=DUPSYS91DAY', /one of 1, 2, 3, 7, 14/],
    ['colour=blue', /^“colour” is not a dialer setting.*duplicate_check/],
    ['first_name=Jo', /^first_name is a value of each lead.*--map/],
    ['dnc_check', /key=value/],
  ])('%s is told', (pair, says) => {
    const { problems, settings } = parseSetPairs([pair]);
    expect(problems).toEqual([expect.stringMatching(says)]);
    expect(settings).toEqual({});
  });

  it('tells a key set twice', () => {
    expect(parseSetPairs(['campaign=A', 'campaing=B']).problems).toEqual([expect.stringMatching(/twice/)]);
  });
});

describe('duplicate checks', () => {
  const every = DUPLICATE_BY.flatMap((by) => DUPLICATE_WITHIN.map((within) => ({ by, within })));

  it.each([null, ...DUPLICATE_DAYS])('come back from the wire with a window of %s days', (days) => {
    for (const rule of every) {
      const check = { checks: [rule], days };
      expect(readDuplicateWire(duplicateWire(check))).toEqual(check);
    }
    expect(readDuplicateWire(duplicateWire({ checks: every, days }))).toEqual({ checks: every, days });
  });

  it('are spelt as in the document, each of the twelve', () => {
    const document = readFileSync(new URL('./documented-duplicates.txt', import.meta.url), 'utf8')
      .trim()
      .split('\n');
    expect(every.map((rule) => duplicateWire({ checks: [rule], days: null })).sort()).toEqual(document.sort());
  });

  it.each([
    ['DUPLIST-DUPTITLEALTPHONELIST', 2, null],
    ['DUPLIST30DAY-DUPSYS90DAY', 2, 90],
    ['DUPLIST-DUPSYS7DAY', 2, 7],
    ['DUPLIST-DUPLIST', 1, null],
    ['', 0, null],
  ])('%s', (wire, count, days) => {
    const read = readDuplicateWire(wire);
    expect(typeof read === 'string' ? read : [read.checks.length, read.days]).toEqual([count, days]);
  });

  it.each([
    ['', 0, false],
    ['DUPLIST', 0, true],
    ['DUPCAMP', 0, true],
    ['DUPSYS', 400, true],
    ['DUPPHONEALTLIST', 0, true],
    ['DUPNAMEPHONESYS', 0, false],
    ['DUPTITLEALTPHONESYS', 0, false],
    ['DUPTITLEALTPHONESYS-DUPLIST', 0, true],
    ['DUPLIST7DAY', 6.9, true],
    ['DUPLIST7DAY', 7, false],
  ])('%s %s days later: covers the list: %s', (wire, age, covers) => {
    const read = readDuplicateWire(wire);
    expect(typeof read === 'string' ? read : coversList(read, age)).toBe(covers);
  });
});

import { describe, expect, it } from 'vitest';
import { parseDuplicateCheck } from '../../../../src-main/practice/dialer/duplicates.ts';
import { DAY, dialer, FIRST, gate, lines, post, SUMMER_NOON } from './support.ts';

/** The lead that is there already: in list 102, campaign PRACTICE. */
const THERE = { list_id: '102', title: 'Dr', first_name: 'Bob', last_name: 'Smith', alt_phone: '7275552222' };
const SAME_LIST = { list_id: '102' };
const SAME_CAMPAIGN = { list_id: '101' };
const ELSEWHERE = { list_id: '201' };
const NEW_PHONE = { phone_number: '7275559999' };
const AS_ALT = { phone_number: '7275552222' };
const SAME_TITLE_ALT = { ...NEW_PHONE, title: 'Dr', alt_phone: '7275552222' };
const SAME_NAME = { first_name: 'bob', last_name: 'SMITH' };

const FOUND: readonly (readonly [string, Record<string, string>, string])[] = [
  ['DUPLIST', SAME_LIST, `PHONE NUMBER IN LIST - 7275551111|102|${FIRST}`],
  ['DUPCAMP', SAME_CAMPAIGN, `PHONE NUMBER IN CAMPAIGN LISTS - 7275551111|101|${FIRST}|102`],
  ['DUPSYS', ELSEWHERE, `PHONE NUMBER IN SYSTEM - 7275551111|201|${FIRST}|102`],
  ['DUPPHONEALTLIST', SAME_LIST, `PHONE NUMBER IN LIST - 7275551111|102|${FIRST}|PHONE`],
  ['DUPPHONEALTLIST', { ...SAME_LIST, ...AS_ALT }, `PHONE NUMBER IN LIST - 7275552222|102|${FIRST}|ALT`],
  [
    'DUPPHONEALTCAMP',
    { ...SAME_CAMPAIGN, ...AS_ALT },
    `PHONE NUMBER IN CAMPAIGN LISTS - 7275552222|101|${FIRST}|102|ALT`,
  ],
  ['DUPPHONEALTSYS', { ...ELSEWHERE, ...AS_ALT }, `PHONE NUMBER IN SYSTEM - 7275552222|201|${FIRST}|102|ALT`],
  ['DUPTITLEALTPHONELIST', { ...SAME_LIST, ...SAME_TITLE_ALT }, `TITLE ALT_PHONE IN LIST - Dr|7275552222|102|${FIRST}`],
  [
    'DUPTITLEALTPHONECAMP',
    { ...SAME_CAMPAIGN, ...SAME_TITLE_ALT },
    `TITLE ALT_PHONE IN CAMPAIGN LISTS - Dr|7275552222|101|${FIRST}|102`,
  ],
  [
    'DUPTITLEALTPHONESYS',
    { ...ELSEWHERE, ...SAME_TITLE_ALT },
    `TITLE ALT_PHONE IN SYSTEM - Dr|7275552222|201|${FIRST}|102`,
  ],
  ['DUPNAMEPHONELIST', { ...SAME_LIST, ...SAME_NAME }, `NAME PHONE IN LIST - bob|SMITH|7275551111|102|${FIRST}|102`],
  [
    'DUPNAMEPHONECAMP',
    { ...SAME_CAMPAIGN, ...SAME_NAME },
    `NAME PHONE IN CAMPAIGN LISTS - bob|SMITH|7275551111|101|${FIRST}|102`,
  ],
  ['DUPNAMEPHONESYS', { ...ELSEWHERE, ...SAME_NAME }, `NAME PHONE IN SYSTEM - bob|SMITH|7275551111|201|${FIRST}|102`],
];

describe.each(FOUND)('%s with %j', (option, params, line) => {
  it('finds the lead, and only inside its window', async () => {
    let now = SUMMER_NOON;
    const to = await dialer({ clock: () => now });
    await post(to, THERE);
    now += 89 * DAY;
    const asked = (duplicate_check: string) => lines(to, { ...params, duplicate_check });
    expect(await asked(option)).toEqual([`ERROR: add_lead DUPLICATE ${line}`]);
    expect(await asked(`${option}90DAY`)).toEqual([`ERROR: add_lead DUPLICATE ${line}`]);
    expect(to.admin.count()).toBe(1);
    expect((await asked(`${option}60DAY`))[0]).toContain('SUCCESS');
  });
});

describe('what is no duplicate', () => {
  it.each([
    ['', SAME_LIST],
    ['DUPNONSENSE', SAME_LIST],
    ['DUPLIST', SAME_CAMPAIGN],
    ['DUPCAMP', ELSEWHERE],
    ['DUPSYS', NEW_PHONE],
    ['DUPSYS', { ...ELSEWHERE, ...AS_ALT }],
    ['DUPPHONEALTLIST', SAME_CAMPAIGN],
    ['DUPPHONEALTCAMP', ELSEWHERE],
    ['DUPPHONEALTSYS', NEW_PHONE],
    ['DUPTITLEALTPHONESYS', { ...SAME_TITLE_ALT, title: 'Mr' }],
    ['DUPTITLEALTPHONELIST', { ...SAME_TITLE_ALT, ...SAME_CAMPAIGN }],
    ['DUPNAMEPHONESYS', { ...SAME_NAME, first_name: 'Rob' }],
    ['DUPNAMEPHONECAMP', { ...SAME_NAME, ...ELSEWHERE }],
  ])('%s with %j', async (duplicate_check, params) => {
    const to = await dialer();
    await post(to, THERE);
    expect((await lines(to, { ...params, duplicate_check }))[0]).toContain('SUCCESS');
  });
});

describe('combinations', () => {
  it('run in the order of the document', async () => {
    const to = await dialer();
    await post(to, THERE);
    const duplicate_check = 'DUPNAMEPHONESYS-DUPTITLEALTPHONELIST-DUPSYS';
    expect((await lines(to, { ...SAME_NAME, duplicate_check }))[0]).toContain('DUPLICATE PHONE NUMBER IN SYSTEM');
    expect((await lines(to, { ...THERE, ...NEW_PHONE, duplicate_check }))[0]).toContain(
      'DUPLICATE TITLE ALT_PHONE IN LIST',
    );
  });

  it('are all governed by the largest window', async () => {
    let now = SUMMER_NOON;
    const to = await dialer({ clock: () => now });
    await post(to, THERE);
    now += 20 * DAY;
    const asked = (duplicate_check: string) => lines(to, { ...SAME_LIST, duplicate_check });
    // DUPLIST alone has no window, and DUPLIST7DAY would have let it pass.
    expect((await asked('DUPLIST7DAY-DUPTITLEALTPHONESYS30DAY'))[0]).toContain('DUPLICATE PHONE NUMBER IN LIST');
    expect((await asked('DUPTITLEALTPHONESYS30DAY-DUPLIST7DAY'))[0]).toContain('DUPLICATE PHONE NUMBER IN LIST');
    expect((await asked('DUPLIST-DUPTITLEALTPHONESYS14DAY'))[0]).toContain('SUCCESS');
  });

  it.each([1, 2, 3, 7, 14, 15, 21, 28, 30, 60, 90, 180, 360])('knows the window of %d days', async (days) => {
    expect(parseDuplicateCheck(`DUPLIST${days}DAY`).days).toBe(days);
    let now = SUMMER_NOON;
    const to = await dialer({ clock: () => now });
    await post(to);
    now += days * DAY - 1;
    expect((await lines(to, { duplicate_check: `DUPLIST${days}DAY` }))[0]).toContain('DUPLICATE');
    now += 1;
    expect((await lines(to, { duplicate_check: `DUPLIST${days}DAY` }))[0]).toContain('SUCCESS');
  });

  it('ignore a window that is not documented', () => {
    expect(parseDuplicateCheck('DUPLIST45DAY').days).toBeUndefined();
    expect(parseDuplicateCheck('DUPLIST45DAY').checks).toHaveLength(1);
  });
});

describe('a CAMP check on a list that the dialer does not know', () => {
  it.each(['DUPCAMP', 'DUPPHONEALTCAMP', 'DUPTITLEALTPHONECAMP7DAY', 'DUPSYS-DUPNAMEPHONECAMP'])(
    '%s fails and inserts nothing',
    async (duplicate_check) => {
      const to = await dialer();
      expect(await post(to, { list_id: '55555', duplicate_check })).toMatchObject({ status: 500, text: '' });
      to.admin.setBehaviour({ unknownListCampCheck: 'not-added' });
      expect((await lines(to, { list_id: '55555', duplicate_check }))[0]).toMatch(
        /^ERROR: add_lead LEAD HAS NOT BEEN ADDED - 7275551111\|55555\|INSERT INTO vicidial_list SET .*phone_number="7275551111".*\|practice$/,
      );
      expect(to.admin.count()).toBe(0);
    },
  );
});

describe('two identical posts at once', () => {
  it('both get in: the check is not atomic', async () => {
    const to = await dialer({ behaviour: { duplicateGapMs: 30 }, wait: gate(2) });
    const both = await Promise.all([1, 2].map(() => post(to, { duplicate_check: 'DUPSYS' })));
    expect(both.map(({ text }) => text.slice(0, 7))).toEqual(['SUCCESS', 'SUCCESS']);
    expect(to.admin.leadsByPhone('7275551111')).toHaveLength(2);
    expect(to.admin.counts()).toMatchObject({ maxInFlight: 2, maxInFlightPerPhone: 2, inFlight: 0 });
    expect((await lines(to, { duplicate_check: 'DUPSYS' }))[0]).toContain(`|101|${FIRST}|101`);
  });

  it('do not where one waits for the other', async () => {
    const to = await dialer({ wait: gate(3) });
    await post(to, { duplicate_check: 'DUPSYS' });
    expect((await lines(to, { duplicate_check: 'DUPSYS' }))[0]).toContain('DUPLICATE');
    to.admin.setBehaviour({ duplicateGapMs: 5 });
    await Promise.all(['3055550001', '3055550002', '3055550003'].map((phone_number) => post(to, { phone_number })));
    expect(to.admin.counts()).toMatchObject({ inserted: 4, maxInFlight: 3, maxInFlightPerPhone: 1 });
  });
});

import { describe, expect, it } from 'vitest';
import { dialer, FIRST, lines, post, SUMMER_NOON, USUAL, WINTER_NOON } from './support.ts';

const clock = () => SUMMER_NOON;

describe('the success line', () => {
  it('is phone|list|lead_id|gmt|user as servers send it', async () => {
    const to = await dialer({ clock });
    const { status, text } = await post(to);
    expect(status).toBe(200);
    expect(text).toBe(`SUCCESS: add_lead LEAD HAS BEEN ADDED - 7275551111|101|${FIRST}|-4|practice\n`);
    expect(to.admin.count()).toBe(1);
  });

  it('is phone|user|list|lead_id|gmt in the order of the document', async () => {
    const to = await dialer({ clock, behaviour: { fieldOrder: 'document' } });
    expect(await lines(to, { list_id: '999', add_to_hopper: 'Y' })).toEqual([
      `SUCCESS: add_lead LEAD HAS BEEN ADDED - 7275551111|practice|999|${FIRST}|-4`,
      `NOTICE: add_lead ADDED TO HOPPER - 7275551111|practice|${FIRST}|1677922`,
    ]);
  });

  it('answers a GET as well, and nothing but its own path', async () => {
    const to = await dialer({ clock });
    const got = await fetch(`${to.url}?${new URLSearchParams(USUAL)}`);
    expect(await got.text()).toContain('SUCCESS: add_lead');
    expect((await fetch(to.url.replace('lmapi', 'other'))).status).toBe(404);
    expect((await fetch(to.url, { method: 'PUT', body: 'x' })).status).toBe(405);
    expect(to.admin.count()).toBe(1);
  });

  it('has its notices after it, before it, or glued to it', async () => {
    const success = (id: number) => `SUCCESS: add_lead LEAD HAS BEEN ADDED - 7275551111|101|${id}|-4|practice`;
    const notice = (id: number, hopper: number) =>
      `NOTICE: add_lead ADDED TO HOPPER - 7275551111|${id}|${hopper}|practice`;
    const to = await dialer({ clock });
    const asked = { add_to_hopper: 'Y' };
    expect(await lines(to, asked)).toEqual([success(FIRST), notice(FIRST, 1677922)]);
    to.admin.setBehaviour({ noticePlacement: 'before' });
    expect(await lines(to, asked)).toEqual([notice(FIRST + 1, 1677923), success(FIRST + 1)]);
    to.admin.setBehaviour({ noticePlacement: 'glued' });
    expect(await lines(to, asked)).toEqual([`${success(FIRST + 2)} ${notice(FIRST + 2, 1677924)}`]);
    to.admin.setBehaviour({ noticePlacement: 'glued-tight' });
    expect(await lines(to, asked)).toEqual([`${success(FIRST + 3)}${notice(FIRST + 3, 1677925)}`]);
  });

  it('can come in an HTTP 500 or amid HTML', async () => {
    const to = await dialer({ clock, behaviour: { successWrapping: 'http500' } });
    const failed = await post(to);
    expect(failed.status).toBe(500);
    expect(failed.text).toContain(`SUCCESS: add_lead LEAD HAS BEEN ADDED - 7275551111|101|${FIRST}|`);
    to.admin.setBehaviour({ successWrapping: 'html' });
    const page = await post(to);
    expect(page.status).toBe(200);
    expect(page.text).toMatch(/<html>[\s\S]*\nSUCCESS: add_lead LEAD HAS BEEN ADDED - [\s\S]*<\/html>/);
    expect(to.admin.count()).toBe(2);
  });
});

describe('who may load', () => {
  it('needs the right password, and echoes a wrong one', async () => {
    const to = await dialer();
    expect(await lines(to, { pass: 'wrong' })).toEqual([
      'ERROR: Login incorrect, please try again: |practice|wrong|BAD|',
    ]);
    expect(await lines(to, { user: undefined, pass: undefined })).toEqual([
      'ERROR: Login incorrect, please try again: |||BAD|',
    ]);
    to.admin.setBehaviour({ loginErrorPrefix: '' });
    expect(await lines(to, { user: 'nobody' })).toEqual(['Login incorrect, please try again: |nobody|practice|BAD|']);
    expect(to.admin.count()).toBe(0);
  });

  it('locks the account after some wrong passwords, for fifteen minutes', async () => {
    let now = SUMMER_NOON;
    const to = await dialer({ clock: () => now, behaviour: { loginTries: 3 } });
    await lines(to, { pass: 'a' });
    await lines(to, { pass: 'b' });
    expect((await lines(to))[0]).toContain('SUCCESS');
    for (const pass of ['a', 'b', 'c']) expect((await lines(to, { pass }))[0]).toContain('Login incorrect');
    expect((await lines(to))[0]).toContain('Too many login attempts, try again in 15 minutes');
    now += 14 * 60_000;
    expect((await lines(to))[0]).toContain('Too many login attempts');
    now += 60_000;
    expect((await lines(to))[0]).toContain('SUCCESS');
  });

  it('needs modify_leads, user level 8, the function and the list', async () => {
    const to = await dialer();
    expect(await lines(to, { user: 'agent', pass: 'agent' })).toEqual([
      'ERROR: add_lead USER DOES NOT HAVE PERMISSION TO ADD LEADS TO THE SYSTEM - agent|0',
    ]);
    expect(await lines(to, { user: 'reports', pass: 'reports' })).toEqual([
      'ERROR: auth USER DOES NOT HAVE PERMISSION TO USE THIS FUNCTION: |reports|add_lead|',
    ]);
    const only102 = { user: 'onlylist102', pass: 'onlylist102' };
    expect(await lines(to, only102)).toEqual(['ERROR: add_lead NOT AN ALLOWED LIST ID - 7275551111|101']);
    expect((await lines(to, { ...only102, list_id: '102' }))[0]).toContain('SUCCESS');
    expect(await lines(to, { function: undefined })).toEqual(['ERROR: NO FUNCTION SPECIFIED']);
    expect(await lines(to, { source: 'x' })).toEqual(['ERROR: Invalid Source: |x|']);
  });
});

describe('what it silently does to values', () => {
  it('cuts, drops and replaces', async () => {
    const to = await dialer({ clock });
    await post(to, {
      phone_number: '+1 (727) 555-1111',
      phone_code: '00123456',
      source: 'a source of more than twenty characters',
      first_name: 'José; "Pepe" #1',
      last_name: 'x'.repeat(40),
      address1: '1 Main + Oak',
      state: 'Florida',
      country_code: 'USAX',
      gender: 'male',
      date_of_birth: '31/12/1980',
      alt_phone: '727-555-11112',
      rank: 'first',
      title: 'Doctor',
      entry_list_id: '12',
    });
    expect(to.admin.leads()[0]).toMatchObject({
      lead_id: FIRST,
      phone_number: '17275551111',
      phone_code: '0012',
      source: 'a source of more tha',
      first_name: 'Jos Pepe 1',
      last_name: 'x'.repeat(30),
      address1: '1 Main   Oak',
      state: 'Fl',
      country_code: 'USA',
      gender: 'M',
      date_of_birth: '0000-00-00',
      alt_phone: '727-555-1111',
      rank: '0',
      title: 'Doct',
      entry_list_id: '0',
      status: 'NEW',
      campaing: 'PRACTICE',
      entry_date: '2026-07-15 11:00:00',
    });
  });

  it('keeps accents and pluses where the server does', async () => {
    const to = await dialer({ behaviour: { accents: 'keep', plusBecomesSpace: false } });
    await post(to, { first_name: 'José', email: 'a+b@example.com', middle_initial: 'Éa' });
    expect(to.admin.leads()[0]).toMatchObject({ first_name: 'José', email: 'a+b@example.com', middle_initial: 'É' });
  });

  it('keeps a clean value as it is, new lines and the last possible character included', async () => {
    const to = await dialer();
    const clean = {
      comments: 'one\ntwo',
      first_name: 'x'.repeat(30),
      date_of_birth: '1980-02-29',
      rank: '12345',
      gender: 'F',
    };
    await post(to, { ...clean, entry_list_id: '102' });
    expect(to.admin.leads()[0]).toMatchObject({ ...clean, entry_list_id: '102' });
  });

  it.each([
    ['12', '999'],
    ['list', '999'],
    [undefined, '999'],
    ['10-1', '101'],
  ])('reads list %s as %s', async (given, list) => {
    const to = await dialer();
    await post(to, { list_id: given, phone_code: undefined });
    expect(to.admin.leads()[0]).toMatchObject({ list_id: list, phone_code: '1', gender: 'U' });
  });

  it('takes flags only as an exact Y', async () => {
    const to = await dialer();
    for (const flag of ['y', 'YES', '1', 'true', 'Y ']) {
      const answer = await lines(to, {
        add_to_hopper: flag,
        callback: flag,
        dnc_check: flag,
        custom_fields: flag,
        phone_number: '3055550142',
      });
      expect(answer).toHaveLength(1);
      expect(answer[0]).toContain('SUCCESS');
    }
    expect(to.admin.hopper()).toEqual([]);
  });
});

describe('the checks', () => {
  it.each([
    [{ phone_number: '72755' }, 'INVALID PHONE NUMBER LENGTH - 72755|practice'],
    [{ phone_number: '12345678901234567' }, 'INVALID PHONE NUMBER LENGTH - 12345678901234567|practice'],
    [{ phone_number: undefined }, 'INVALID PHONE NUMBER LENGTH - |practice'],
    [{ phone_number: '7271551111', usacan_prefix_check: 'Y' }, 'INVALID PHONE NUMBER PREFIX - 7271551111|practice'],
    [{ phone_number: '9995551111', usacan_areacode_check: 'Y' }, 'INVALID PHONE NUMBER AREACODE - 9995551111|practice'],
    [
      { phone_number: '17275551111', usacan_areacode_check: 'Y' },
      'INVALID PHONE NUMBER AREACODE - 17275551111|practice',
    ],
    [
      { list_id: '12344', list_exists_check: 'Y' },
      'NOT A DEFINED LIST ID, LIST EXISTS CHECK ENABLED - 7275551111|12344',
    ],
    [{ phone_number: '3055550142', dnc_check: 'Y' }, 'PHONE NUMBER IN DNC - 3055550142|practice'],
    [{ phone_number: '8085550100', dnc_check: 'AREACODE' }, 'PHONE NUMBER IN DNC - 8085550100|practice'],
    [{ phone_number: '3055550142', dnc_check: 'AREACODE' }, 'PHONE NUMBER IN DNC - 3055550142|practice'],
    [
      { phone_number: '8135550122', campaign_dnc_check: 'Y', campaign_id: 'PRACTICE' },
      'PHONE NUMBER IN CAMPAIGN DNC - 8135550122|PRACTICE|practice',
    ],
  ])('refuse %j', async (params, line) => {
    const to = await dialer();
    expect(await lines(to, params)).toEqual([`ERROR: add_lead ${line}`]);
    expect(to.admin.count()).toBe(0);
  });

  it.each([
    [{ phone_number: '123456' }],
    [{ phone_number: '1234567890123456' }],
    [{ phone_number: '7271551111' }],
    [{ phone_number: '9995551111' }],
    [{ phone_number: '7275551111', usacan_prefix_check: 'Y', usacan_areacode_check: 'Y' }],
    [{ list_id: '12344' }],
    [{ phone_number: '3055550142' }],
    [{ phone_number: '8085550100', dnc_check: 'Y' }],
    [{ phone_number: '8135550122', campaign_dnc_check: 'Y', campaign_id: 'RENEWALS' }],
    // `campaing` does not stand in for campaign_id.
    [{ phone_number: '8135550122', campaign_dnc_check: 'Y', campaing: 'PRACTICE' }],
  ])('let %j pass', async (params) => {
    const to = await dialer();
    expect((await lines(to, params))[0]).toContain('SUCCESS: add_lead LEAD HAS BEEN ADDED - ');
  });

  it('use campaign do-not-call area codes', async () => {
    const to = await dialer({ world: { campaignDnc: { RENEWALS: ['415XXXXXXX'] } } });
    const params = { phone_number: '4155550100', campaign_id: 'RENEWALS' };
    expect((await lines(to, { ...params, campaign_dnc_check: 'Y' }))[0]).toContain('SUCCESS');
    expect((await lines(to, { ...params, campaign_dnc_check: 'AREACODE' }))[0]).toContain('IN CAMPAIGN DNC');
  });

  it('use NANPA data only where it is loaded', async () => {
    const without = await dialer({ clock });
    expect(await lines(without, { nanpa_ac_prefix_check: 'Y' })).toEqual([
      'NOTICE: add_lead NANPA options disabled, NANPA prefix data not loaded - 0|practice',
      `SUCCESS: add_lead LEAD HAS BEEN ADDED - 7275551111|101|${FIRST}|-4|practice`,
    ]);
    expect(await lines(without, { tz_method: 'NANPA' })).toHaveLength(2);
    const loaded = await dialer({ world: { nanpaPrefixes: ['727555'] } });
    expect((await lines(loaded, { nanpa_ac_prefix_check: 'Y' }))[0]).toContain('SUCCESS');
    expect(await lines(loaded, { nanpa_ac_prefix_check: 'Y', phone_number: '7275561111' })).toEqual([
      'ERROR: add_lead INVALID PHONE NUMBER NANPA AREACODE PREFIX - 7275561111|practice',
    ]);
  });
});

describe('time zones and states', () => {
  it.each([
    [SUMMER_NOON, {}, '-4'],
    [WINTER_NOON, {}, '-5'],
    [SUMMER_NOON, { phone_number: '6025550100' }, '-7'],
    [SUMMER_NOON, { phone_number: '6025550100', tz_method: 'POSTAL', postal_code: '10001' }, '-4'],
    [SUMMER_NOON, { tz_method: 'POSTAL', postal_code: '' }, '-4'],
    [SUMMER_NOON, { tz_method: 'TZCODE', owner: 'HST' }, '-10'],
    [SUMMER_NOON, { tz_method: 'TZCODE', owner: 'bob' }, '-4'],
    [SUMMER_NOON, { phone_number: '7095550100' }, '-2.5'],
    [SUMMER_NOON, { phone_code: '44', phone_number: '2075550100', gmt_offset_now: '1' }, '-5'],
    [SUMMER_NOON, { phone_code: '44', phone_number: '2075550100' }, '-5'],
    [SUMMER_NOON, { gmt_offset_now: '9' }, '-4'],
  ])('at %d, %j is at %s', async (now, params, offset) => {
    const to = await dialer({ clock: () => now });
    await post(to, params);
    expect(to.admin.leads()[0]?.gmt_offset_now).toBe(offset);
  });

  it('looks up the state only where it is asked to and missing', async () => {
    const to = await dialer();
    await post(to, { lookup_state: 'Y' });
    await post(to, { lookup_state: 'Y', state: 'TX' });
    await post(to, { lookup_state: 'N' });
    expect(to.admin.leads().map(({ state }) => state)).toEqual(['FL', 'TX', '']);
  });
});

describe('what it does besides', () => {
  it('puts leads into the hopper by priority and local time', async () => {
    let now = SUMMER_NOON;
    const to = await dialer({ clock: () => now });
    expect((await lines(to, { add_to_hopper: 'Y', hopper_priority: '-120' }))[1]).toContain('ADDED TO HOPPER');
    await post(to, { add_to_hopper: 'Y', hopper_priority: '7', hopper_local_call_time_check: 'Y', list_id: '201' });
    expect(to.admin.hopper()).toEqual([
      { hopper_id: 1677922, lead_id: FIRST, campaign_id: 'PRACTICE', priority: -99 },
      { hopper_id: 1677923, lead_id: FIRST + 1, campaign_id: 'RENEWALS', priority: 7 },
    ]);
    now -= 4 * 3_600_000;
    const early = { add_to_hopper: 'Y', hopper_local_call_time_check: 'Y' };
    expect((await lines(to, early))[1]).toBe(
      `NOTICE: add_lead NOT ADDED TO HOPPER, OUTSIDE OF LOCAL TIME - 7275551111|${FIRST + 2}|-4|0|practice`,
    );
    expect((await lines(to, { ...early, hopper_local_call_time_check: 'N' }))[1]).toContain(' ADDED TO HOPPER');
    to.admin.setBehaviour({ fieldOrder: 'document' });
    expect((await lines(to, early))[1]).toBe(
      `NOTICE: add_lead NOT ADDED TO HOPPER, OUTSIDE OF LOCAL TIME - 7275551111|practice|${FIRST + 4}|-4|0`,
    );
  });

  it.each([
    [8, 59, false],
    [9, 0, true],
    [20, 59, true],
    [21, 0, false],
  ])('at %d:%d of the called person, the hopper takes a lead: %s', async (hour, minute, taken) => {
    const to = await dialer({ clock: () => Date.UTC(2026, 6, 15, hour + 4, minute) });
    await post(to, { add_to_hopper: 'Y', hopper_local_call_time_check: 'Y' });
    expect(to.admin.hopper()).toHaveLength(taken ? 1 : 0);
    expect(to.admin.count()).toBe(1);
  });

  it('takes custom fields where the list has them', async () => {
    const to = await dialer();
    const custom = { custom_fields: 'Y', favorite_color: 'blue; #1', entry_list_id: '102' };
    expect((await lines(to, custom))[1]).toBe(`NOTICE: add_lead CUSTOM FIELDS VALUES ADDED - 7275551111|${FIRST}|101`);
    expect(to.admin.customValues(FIRST)).toEqual({ favorite_color: 'blue 1', policy_number: '' });
    expect(to.admin.leads()[0]?.entry_list_id).toBe('101');
    expect((await lines(to, { ...custom, list_id: '102' }))[1]).toBe(
      `NOTICE: add_lead CUSTOM FIELDS NOT ADDED, NO CUSTOM FIELDS DEFINED FOR THIS LIST - 7275551111|${FIRST + 1}|102`,
    );
    expect((await lines(to, { ...custom, list_id: '103' }))[1]).toBe(
      `NOTICE: add_lead CUSTOM FIELDS NOT ADDED, NO FIELDS DEFINED - 7275551111|${FIRST + 2}|103`,
    );
    to.admin.setBehaviour({ customFieldsEnabled: false });
    expect((await lines(to, custom))[1]).toBe(
      'NOTICE: add_lead CUSTOM FIELDS NOT ADDED, CUSTOM FIELDS DISABLED - 7275551111|Y|0',
    );
  });

  it('loads alternate numbers', async () => {
    const to = await dialer();
    const given = { multi_alt_phones: '7275551112_1_work!7275551113__home!7275551114' };
    expect((await lines(to, given))[1]).toBe(`NOTICE: add_lead MULTI-ALT-PHONE NUMBERS LOADED - 3|${FIRST}|practice`);
    expect(
      to.admin.altPhones(FIRST).map(({ phone_number, phone_code, note }) => [phone_number, phone_code, note]),
    ).toEqual([
      ['7275551112', '1', 'work'],
      ['7275551113', '1', 'home'],
      ['7275551114', '1', ''],
    ]);
    to.admin.setBehaviour({ fieldOrder: 'document' });
    expect((await lines(to, given))[1]).toBe(
      `NOTICE: add_lead MULTI-ALT-PHONE NUMBERS LOADED - 3|practice|${FIRST + 1}`,
    );
  });

  it('schedules callbacks', async () => {
    const to = await dialer({ clock });
    const asked = { callback: 'Y', campaign_id: 'PRACTICE', callback_datetime: '2026-09-29+12:00:01' };
    expect((await lines(to, asked))[1]).toBe(
      `NOTICE: add_lead SCHEDULED CALLBACK ADDED - ${FIRST}|PRACTICE|2026-09-29 12:00:01|ANYONE||CALLBK`,
    );
    to.admin.setBehaviour({ fieldOrder: 'document' });
    const forAgent = { callback_type: 'USERONLY', callback_user: 'agent', callback_status: 'CBRENEW' };
    expect((await lines(to, { ...asked, ...forAgent, callback_datetime: 'NOW', callback_comments: 'soon' }))[1]).toBe(
      `NOTICE: add_lead SCHEDULED CALLBACK ADDED - ${FIRST + 1}|2026-07-15 11:00:00|PRACTICE|agent|USERONLY|CBRENE`,
    );
    await post(to, { ...asked, callback_datetime: '3DAYS' });
    await post(to, { ...asked, callback_datetime: 'tomorrow' });
    expect(to.admin.callbacks().map(({ callback_time }) => callback_time)).toEqual([
      '2026-09-29 12:00:01',
      '2026-07-15 11:00:00',
      '2026-07-18 11:00:00',
      '0000-00-00 00:00:00',
    ]);
    expect(to.admin.callbacks()[1]?.comments).toBe('soon');
  });

  it('inserts the lead all the same, stuck in CBHOLD, where the callback is impossible', async () => {
    const to = await dialer({ clock });
    const asked = { callback: 'Y', callback_datetime: 'NOW' };
    expect(await lines(to, { ...asked, campaign_id: 'XYZ' })).toEqual([
      `SUCCESS: add_lead LEAD HAS BEEN ADDED - 7275551111|101|${FIRST}|-4|practice`,
      `NOTICE: add_lead SCHEDULED CALLBACK NOT ADDED, CAMPAIGN NOT VALID - ${FIRST}|XYZ`,
    ]);
    const forNobody = { campaign_id: 'PRACTICE', callback_type: 'USERONLY', callback_user: 'nobody' };
    expect((await lines(to, { ...asked, ...forNobody }))[1]).toBe(
      `NOTICE: add_lead SCHEDULED CALLBACK NOT ADDED, USER NOT VALID - ${FIRST + 1}|PRACTICE|nobody|USERONLY`,
    );
    expect(to.admin.leads().map(({ status }) => status)).toEqual(['CBHOLD', 'CBHOLD']);
    expect(to.admin.callbacks()).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { type Answer, readAnswer } from '../../../../src-main/vendors/crocodial/answer.ts';

const asked = { phone: '7275551111', user: '6666', listId: '999', pass: 'Geheim+1' };
const read = (body: string, status = 200, type = 'text/plain', ctx = asked): Answer =>
  readAnswer(status, type, body, ctx);

describe('SUCCESS', () => {
  const documented = 'SUCCESS: add_lead LEAD HAS BEEN ADDED - 7275551111|6666|999|193715|-4';
  const served = 'SUCCESS: add_lead LEAD HAS BEEN ADDED - 7275551111|999|193715|-4|6666';
  const hopper = 'NOTICE: add_lead ADDED TO HOPPER - 7275551111|6666|193715|1677922';

  const forms: [name: string, body: string, status?: number, type?: string][] = [
    ['the document’s order', documented],
    ['the servers’ order', served],
    ['with a gmt in quarters', served.replace('|-4|', '|-4.00|')],
    ['glued to a notice', documented + hopper],
    ['as in the document’s sample', `${documented} ${hopper}`],
    ['after notices', `${hopper}\n${hopper}\r\n${served}\n`],
    ['before notices', `${served}\n${hopper}\n`],
    ['in an HTTP 500', served, 500],
    ['in an HTTP 429', served, 429],
    ['in an HTTP 302', served, 302],
    ['in a page', `<html><head><title>x</title></head><body><pre>${served}</pre></body></html>`, 200, 'text/html'],
    [
      'in a page with bold words',
      `<p><b>SUCCESS:</b> add_lead LEAD HAS BEEN ADDED - 7275551111|999|193715|-4|6666<br>`,
    ],
    ['with entities', served.replaceAll('|', '&#124;').replace(/^/, '<br>')],
    ['after PHP’s grumbling', `Warning: mysqli_query(): gone in /srv/www/a.php on line 3\n${served}`],
    ['with a byte order mark', `\uFEFF${served}`],
    ['as the last of mixed line ends', `\r\r\n${served}\r`],
  ];
  it.each(forms)('%s', (_name, body, status = 200, type = 'text/plain') => {
    const answer = read(body, status, type);
    expect(answer).toMatchObject({
      outcome: 'delivered',
      leadId: '193715',
      listId: '999',
      phone: '7275551111',
      warnings: [],
    });
  });

  it.each([
    ['101', '101', '7275551111|101|101|55|-4', '55'],
    ['101', '101', '7275551111|101|55|-4|101', '55'],
    ['agent', '101', '7275551111|101|55|-4', '55'],
    ['Agent', '101', '7275551111|agent|101|55|-4', '55'],
    ['4', '101', '7275551111|4|101|55|-4', '55'],
  ])('user %s, list %s: %s', (user, listId, tail, leadId) => {
    const answer = read(`SUCCESS: add_lead LEAD HAS BEEN ADDED - ${tail}`, 200, '', { ...asked, user, listId });
    expect(answer).toMatchObject({ outcome: 'delivered', leadId, listId: '101' });
  });

  it('takes the servers’ order where nothing tells the two apart', () => {
    const body = 'SUCCESS: add_lead LEAD HAS BEEN ADDED - 7275551111|202|55|-4|-5';
    expect(read(body)).toMatchObject({ outcome: 'delivered', leadId: '55', listId: '202' });
  });

  it('keeps the notices word for word', () => {
    expect(read(`${served}\n${hopper}`)).toMatchObject({ notices: [hopper] });
  });

  it('says so when the list is another', () => {
    const answer = read(served, 200, '', { ...asked, listId: '12' });
    expect(answer).toMatchObject({ warnings: ['The dialer put the lead into list 999, not 12.'] });
  });

  it.each([
    ['SCHEDULED CALLBACK NOT ADDED, USER NOT VALID - 1234|TESTCAMP|6|', /user.*CBHOLD/],
    ['SCHEDULED CALLBACK NOT ADDED, CAMPAIGN NOT VALID - 1234|XYZ', /campaign.*CBHOLD/],
    ['SCHEDULED CALLBACK NOT ADDED, DATE NOT VALID - 1', /CBHOLD/],
    ['NOT ADDED TO HOPPER, OUTSIDE OF LOCAL TIME - 7275551111|6666|193716|-4|0', /hopper/],
    ['CUSTOM FIELDS NOT ADDED, CUSTOM FIELDS DISABLED - 7275551111|Y|0', /custom fields/],
    ['CUSTOM FIELDS NOT ADDED, NO FIELDS DEFINED - 7275551111|1234|101', /custom fields/],
    ['NANPA options disabled, NANPA prefix data not loaded - 0|6666', /NANPA/],
  ])('warns of %s', (notice, sentence) => {
    const answer = read(`${served}NOTICE: add_lead ${notice}`);
    expect(answer.outcome === 'delivered' && answer.warnings).toEqual([expect.stringMatching(sentence)]);
  });

  it.each([
    'ADDED TO HOPPER - 1',
    'CUSTOM FIELDS VALUES ADDED - 1',
    'MULTI-ALT-PHONE NUMBERS LOADED - 3|6666|1',
    'SCHEDULED CALLBACK ADDED - 1',
  ])('does not warn of %s', (notice) =>
    expect(read(`${served}\nNOTICE: add_lead ${notice}`)).toMatchObject({ warnings: [] }),
  );

  it('is a delivery even beside an ERROR, which becomes a warning', () => {
    const answer = read(`${served}\nERROR: add_lead DUPLICATE PHONE NUMBER IN LIST - 7275551111|999|1`);
    expect(answer).toMatchObject({ outcome: 'delivered', warnings: [expect.stringContaining('DUPLICATE')] });
  });

  it.each([
    ['another phone', 'SUCCESS: add_lead LEAD HAS BEEN ADDED - 7275552222|999|193715|-4|6666', 'success-other-phone'],
    ['no phone', 'SUCCESS: add_lead LEAD HAS BEEN ADDED', 'success-other-phone'],
    [
      'another function',
      'SUCCESS: update_lead LEAD HAS BEEN UPDATED - 7275551111|1',
      'success:update_lead lead has been updated',
    ],
  ])('is not believed for %s', (_name, body, kind) => {
    expect(read(body)).toMatchObject({ outcome: 'unknown', kind, recognised: false });
  });

  it('delivers without a lead number when the dialer names none, and says so', () => {
    const answer = read('SUCCESS: add_lead LEAD HAS BEEN ADDED - 7275551111|999');
    expect(answer).toMatchObject({ outcome: 'delivered', leadId: '', warnings: [expect.stringMatching(/lead’s ID/)] });
  });
});

describe('duplicates', () => {
  it.each([
    ['PHONE NUMBER IN LIST - 7275551111|101|8765444', 'list', 'phone', '101'],
    ['PHONE NUMBER IN CAMPAIGN LISTS - 7275551111|101|8765444|102', 'campaign', 'phone', '102'],
    ['PHONE NUMBER IN SYSTEM - 7275551111|101|8765444|103', 'system', 'phone', '103'],
    ['PHONE NUMBER IN LIST - 7275551111|101|8765444|PHONE', 'list', 'phone', '101'],
    ['PHONE NUMBER IN CAMPAIGN LISTS - 7275551111|101|8765444|101|ALT', 'campaign', 'phone', '101'],
    ['PHONE NUMBER IN SYSTEM - 7275551111|101|8765444|101|PHONE', 'system', 'phone', '101'],
    ['TITLE ALT_PHONE IN LIST - 1234|7275551111|101|8765444', 'list', 'title and other phone', '101'],
    ['TITLE ALT_PHONE IN CAMPAIGN LISTS - 1234|7275559999|101|8765444|101', 'campaign', 'title and other phone', '101'],
    ['TITLE ALT_PHONE IN SYSTEM - 1234|7275559999|101|8765444|104', 'system', 'title and other phone', '104'],
    ['NAME PHONE IN LIST - Bob|Smith|7275551111|101|8765444|101', 'list', 'name and phone', '101'],
    ['NAME PHONE IN CAMPAIGN LISTS - Bob|Sm|ith|7275551111|101|8765444|105', 'campaign', 'name and phone', '105'],
    ['NAME PHONE IN SYSTEM - 7275551111|Smith|7275551111|101|8765444|101', 'system', 'name and phone', '101'],
  ])('%s', (line, scope, by, listId) => {
    const answer = read(`ERROR: add_lead DUPLICATE ${line}`);
    expect(answer).toMatchObject({ outcome: 'duplicate', scope, by, leadId: '8765444', listId });
  });

  it('wins over a refusal beside it: the lead is there', () => {
    const answer = read(
      'ERROR: add_lead PHONE NUMBER IN DNC - 7275551111ERROR: add_lead DUPLICATE PHONE NUMBER IN LIST - 7275551111|101|8',
    );
    expect(answer).toMatchObject({ outcome: 'duplicate', leadId: '8' });
  });
});

describe('refusals of one lead', () => {
  it.each([
    ['INVALID PHONE NUMBER LENGTH - 72755|6666', 'phone-length', false],
    ['INVALID PHONE NUMBER PREFIX - 72755|6666', 'phone-prefix', false],
    ['INVALID PHONE NUMBER AREACODE - 72755|6666', 'phone-area-code', false],
    ['INVALID PHONE NUMBER NANPA AREACODE PREFIX - 7275551212|6666', 'phone-nanpa', false],
    ['NOT AN ALLOWED LIST ID - 7275551212|98762', 'list-not-allowed', true],
    ['NOT A DEFINED LIST ID, LIST EXISTS CHECK ENABLED - 7275551212|12344', 'list-unknown', true],
    ['PHONE NUMBER IN DNC - 7275551111|6666', 'dnc', false],
    ['PHONE NUMBER IN CAMPAIGN DNC - 7275551111|TEST', 'campaign-dnc', false],
    ['7275551111 IN CAMPAIGN DNC', 'campaign-dnc', false],
    ['LEAD HAS NOT BEEN ADDED - 7275551111|999|0|-4|INSERT INTO vicidial_list', 'not-added', false],
  ])('%s', (line, code, everyRow) => {
    expect(read(`ERROR: add_lead ${line}`)).toMatchObject({ outcome: 'rejected', code, everyRow });
    expect(read(`<html><body>ERROR: add_lead ${line}</body></html>`, 500, 'text/html')).toMatchObject({ code });
  });

  it('is read without ERROR as well', () => {
    expect(read('PHONE NUMBER IN DNC - 7275551111')).toMatchObject({ outcome: 'rejected', code: 'dnc' });
  });

  it('is unknown when one of several errors is unknown', () => {
    const answer = read('ERROR: add_lead PHONE NUMBER IN DNC - 7275551111\nERROR: add_lead THE MOON IS DOWN - 7');
    expect(answer).toMatchObject({ outcome: 'unknown', recognised: false, kind: 'error:the moon is down' });
  });
});

describe('refusals of the connection', () => {
  it.each([
    ['Login incorrect, please try again: |6666|Geheim+1|BAD|', 'login'],
    ['ERROR: Login incorrect, please try again: |6666|Geheim+1|BAD|', 'login'],
    ['Too many login attempts, try again in 15 minutes: |6666|Geheim+1|LOCK|', 'lock-out'],
    ['Your IP Address is not allowed: |6666|Geheim+1|IPBLOCK|', 'ip'],
    ['ERROR: add_lead USER DOES NOT HAVE PERMISSION TO ADD LEADS TO THE SYSTEM - 6666|0', 'permission'],
    ['ERROR: auth USER DOES NOT HAVE PERMISSION TO USE THIS FUNCTION - 6666|add_lead', 'permission'],
    ['ERROR: NO FUNCTION SPECIFIED', 'request'],
    ['ERROR: Invalid Source - x', 'request'],
    ['Invalid Source', 'request'],
  ])('%s', (body, why) => {
    for (const text of [body, `<html><body><p>${body}</p></body></html>`]) {
      const answer = read(text);
      expect(answer).toMatchObject({ outcome: 'stop', why });
      expect(JSON.stringify(answer)).not.toContain('Geheim');
    }
  });

  it('comes before a refusal of the lead', () => {
    expect(
      read('ERROR: add_lead PHONE NUMBER IN DNC - 1\nToo many login attempts, try again in 15 minutes'),
    ).toMatchObject({ outcome: 'stop', why: 'lock-out' });
  });
});

describe('the rest', () => {
  it.each<[name: string, status: number, type: string, body: string, kind: string, recognised: boolean]>([
    ['an empty 500', 500, '', '', 'empty-500', true],
    ['an empty 200', 200, 'text/plain', ' \n', 'empty-200', true],
    ['a lost database', 200, 'text/html', 'MySQL connect ERROR', 'mysql-connect', true],
    [
      'a lost database with details',
      200,
      'text/html',
      'MySQL connect ERROR: Too many connections',
      'mysql-connect',
      true,
    ],
    ['a redirect', 302, 'text/html', '<a href="/x">here</a>', 'http-302', true],
    ['503', 503, 'text/html', '<h1>503</h1>', 'http-503', true],
    ['a page', 200, 'text/html', '<html><body>Welcome</body></html>', 'html-200', true],
    ['a page of a failing proxy', 502, 'text/html', '<html><h1>Bad Gateway</h1></html>', 'html-502', true],
    ['a text with 500', 500, 'text/plain', 'oops', 'http-500', true],
    ['not found', 404, 'text/html', '<html>no</html>', 'http-404', false],
    ['forbidden', 403, 'text/html', '', 'http-403', false],
    [
      'an unknown error',
      200,
      '',
      'ERROR: add_lead STAR NOT ALIGNED - 7275551111|6666',
      'error:star not aligned',
      false,
    ],
    ['an error of another kind', 200, '', 'ERROR: who are you, 7275551111', 'error:who are you #', false],
    ['a text we don’t know', 200, '', 'Hello 7275551111', 'text:hello #', false],
    ['a notice alone', 200, '', 'NOTICE: add_lead ADDED TO HOPPER - 7275551111|6666|1|1', 'notice-only', true],
    ['half a word', 200, '', 'SUCC', 'text:succ', false],
  ])('%s is unknown', (_name, status, type, body, kind, recognised) => {
    expect(read(body, status, type)).toMatchObject({ outcome: 'unknown', kind, recognised });
  });

  it('reads 429 as throttled, whatever its page says', () => {
    for (const body of ['', '<html>slow down</html>', 'ERROR: too many requests']) {
      expect(read(body, 429)).toMatchObject({ outcome: 'throttled' });
    }
  });

  it('gives the same kind for the same answer to another lead', () => {
    const kinds = ['7275551111|1', '3105552222|99'].map((tail) => {
      const answer = read(`ERROR: add_lead STAR ${tail.slice(0, 4)} NOT ALIGNED - ${tail}`);
      return answer.outcome === 'unknown' ? answer.kind : answer.outcome;
    });
    expect(new Set(kinds)).toEqual(new Set(['error:star # not aligned']));
  });

  it('keeps no more of a page than a screen can show', () => {
    const answer = read(`<html>${'word '.repeat(10_000)}</html>`);
    expect(JSON.stringify(answer).length).toBeLessThan(800);
  });

  it('reads a hostile page in linear time: in a square of it, this test would not end', () => {
    read(`${'<'.repeat(2_000_000)}<style${' '.repeat(1_000_000)}<!--${'&#x'.repeat(500_000)}`, 200, 'text/html');
    read(`<html>${' \n'.repeat(1_000_000)}x`, 200, 'text/html');
  });
});

import { expect, test } from 'vitest';
import type { HttpResult } from '../../../../src-main/platform/http-messages.ts';
import { readTest, testBody } from '../../../../src-main/vendors/crocodial/test-call.ts';

const PASS = 'Wombat-7391';
const asked = { user: 'api', pass: PASS, listId: '101', at: 5 };
const said = (body: string, status = 200, contentType = 'text/html'): HttpResult => ({
  kind: 'answer',
  status,
  contentType,
  retryAfter: '',
  body,
  ms: 1,
});
const notSent = (error: string): HttpResult => ({ kind: 'not-sent', error, withdrawn: false });

test('the call can’t insert a lead: its phone has one digit, the list must exist, and both number checks are on', () => {
  const sent = new URLSearchParams(testBody({ user: 'api', pass: PASS }, '101'));
  expect(Object.fromEntries(sent)).toMatchObject({
    function: 'add_lead',
    phone_number: '1',
    list_id: '101',
    list_exists_check: 'Y',
    usacan_areacode_check: 'Y',
    usacan_prefix_check: 'Y',
  });
});

test.each([
  [
    'ERROR: add_lead INVALID PHONE NUMBER LENGTH - 1|api',
    'ok',
    'ok',
    /^Login, permission and list 101 are right\.$/,
    null,
  ],
  [
    `ERROR: Login incorrect, please try again: |api|${PASS}|BAD|`,
    'refused',
    'login',
    /doesn’t accept this user/,
    /lock the account/,
  ],
  ['Too many login attempts, try again in 15 minutes', 'refused', 'lock-out', /locked this user out/, /15 minutes/],
  ['Your IP Address is not allowed: 1.2.3.4', 'refused', 'ip', /internet address/, /allowed IP list/],
  [
    'ERROR: auth USER DOES NOT HAVE PERMISSION TO USE THIS FUNCTION - api|add_lead',
    'refused',
    'function',
    /may not call add_lead/,
    /api_allowed_functions/,
  ],
  [
    'ERROR: add_lead USER DOES NOT HAVE PERMISSION TO ADD LEADS TO THE SYSTEM - api|0',
    'refused',
    'permission',
    /may not load leads/,
    /modify_leads to 1.*8 or higher/,
  ],
  [
    'ERROR: user_group DOES NOT EXIST - api|X',
    'refused',
    'user-group',
    /user group doesn’t exist/,
    /user group that exists/,
  ],
  ['ERROR: Invalid Source: |Trunkline|', 'refused', 'source', /refuses the source/, /which sources/],
  [
    'ERROR: add_lead NOT AN ALLOWED LIST ID - 1|101',
    'list',
    'list-not-allowed',
    /may not load into list 101/,
    /another list/,
  ],
  [
    'ERROR: add_lead NOT A DEFINED LIST ID, LIST EXISTS CHECK ENABLED - 1|101',
    'list',
    'list-unknown',
    /no list 101/,
    /list number/,
  ],
  ['ERROR: NO FUNCTION SPECIFIED', 'failed', 'request', /didn’t receive/, /proxy/],
  ['MySQL connect ERROR: 2002', 'failed', 'database', /no connection to its database/, /few minutes/],
  ['<html><body><h1>It works</h1></body></html>', 'failed', 'web-page', /web page/, /another host/],
] as const)('%s is %s', (body, verdict, code, words, cure) => {
  const found = readTest(said(body), asked);
  expect(found).toMatchObject({ verdict, code, at: 5, listId: '101' });
  expect(found.words).toMatch(words);
  if (cure === null) expect(found.cure).toBeNull();
  else expect(found.cure).toMatch(cure);
  expect(JSON.stringify(found)).not.toContain(PASS);
});

test.each([
  ['without a list', 'ERROR: add_lead NOT A DEFINED LIST ID, LIST EXISTS CHECK ENABLED - 1|999'],
  ['without a list', 'ERROR: add_lead NOT AN ALLOWED LIST ID - 1|999'],
])('%s the default list says nothing but that login and permission are right', (_, body) => {
  expect(readTest(said(body), { ...asked, listId: null })).toMatchObject({
    verdict: 'ok',
    words: 'Login and permission are right.',
  });
});

test.each([
  'SUCCESS: add_lead LEAD HAS BEEN ADDED - 1|101|4711|-5|api',
  'SUCCESS: add_lead LEAD HAS BEEN ADDED - 1|api|101|4711|-5\nERROR: add_lead INVALID PHONE NUMBER LENGTH - 1|api',
])('a SUCCESS is never fine, whatever stands beside it: %s', (body) => {
  const found = readTest(said(body), asked);
  expect(found).toMatchObject({ verdict: 'failed', code: 'took-number' });
  expect(found.words).toContain('lead 4711');
  expect(found.cure).toMatch(/^Delete that lead there/);
});

test.each([
  [said('', 301), 'failed', 'redirect'],
  [said('', 404), 'failed', 'no-such-path'],
  [said('<html>no</html>', 403), 'failed', 'blocked'],
  [said('', 429), 'failed', 'throttled'],
  [said('', 500), 'failed', 'server-error'],
  [said(''), 'failed', 'unclear'],
  [notSent('host name not found (is the network up?)'), 'unreached', 'host-unknown'],
  [notSent('the server refuses connections'), 'unreached', 'network'],
  [notSent('self-signed certificate (DEPTH_ZERO_SELF_SIGNED_CERT)'), 'failed', 'certificate'],
  [
    { kind: 'broken', error: 'timed out', status: null, partial: '', timedOut: true } as const,
    'unreached',
    'no-answer',
  ],
] as const)('%o is %s: %s', (result, verdict, code) => {
  expect(readTest(result, asked)).toMatchObject({ verdict, code });
});

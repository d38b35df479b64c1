import type { ConnectionTest } from '../../../src-preload/contract/index.ts';
import type { HttpResult } from '../../platform/http-messages.ts';
import { formEncode } from '../form-encode.ts';
import { readAdded } from './answer-lines.ts';
import { findLines, looksLikeHtml, plainText } from './answer-text.ts';
import { accountPart, type DialerAccount, LAST_PARAMETER } from './form.ts';
import { redactor } from './redact.ts';

/** It is far too short for a phone: the document requires 6 to 16 digits, so no dialer inserts it. */
export const TEST_PHONE = '1';
/** The list in which the dialer puts a lead without a list. */
const DEFAULT_LIST = '999';

/**
 * The request that tests a connection within the document ("Load Lead", Required Parameters): a phone that is refused for its length, after
 * login, permission and list were checked (`docs/vendors.md`, Croco-dial). Two more checks refuse it again if the length should not be
 * checked. Without a list only login and permission are tested: the list is then the document's default, and messages about it are ignored.
 */
export function testBody(account: DialerAccount, listId: string | null): string {
  const fields = {
    function: 'add_lead',
    phone_number: TEST_PHONE,
    phone_code: '1',
    list_id: listId ?? DEFAULT_LIST,
    source: 'Trunkline',
    list_exists_check: 'Y',
    usacan_areacode_check: 'Y',
    usacan_prefix_check: 'Y',
    [LAST_PARAMETER]: '1',
  };
  const rest = Object.entries(fields).map(([name, value]) => `&${name}=${formEncode(value)}`);
  return accountPart(account) + rest.join('');
}

type Finding = Pick<ConnectionTest, 'verdict' | 'code' | 'words' | 'cure'>;

const AGAIN = 'Then test again.';

/** The dialer's messages to the test, at any position in the answer. The first that is found counts. */
const SAID: readonly (readonly [pattern: RegExp, finding: Finding])[] = [
  [
    /Too many login attempts/i,
    {
      verdict: 'refused',
      code: 'lock-out',
      words: 'The dialer has locked this user out after too many wrong logins.',
      cure: 'Wait 15 minutes without trying, check the user and password, then test once.',
    },
  ],
  [
    /Login incorrect/i,
    {
      verdict: 'refused',
      code: 'login',
      words: 'The dialer doesn’t accept this user and password.',
      cure: 'Enter the right ones before you test again: a few more failed logins lock the account.',
    },
  ],
  [
    /Your IP Address is not allowed/i,
    {
      verdict: 'refused',
      code: 'ip',
      words: 'The dialer doesn’t accept calls from this computer’s internet address.',
      cure: `Have the address added to the dialer’s allowed IP list. ${AGAIN}`,
    },
  ],
  [
    /auth USER DOES NOT HAVE PERMISSION/i,
    {
      verdict: 'refused',
      code: 'function',
      words: 'The login is right, but this user may not call add_lead.',
      cure: `In the dialer, set the user’s agent API access (vdc_agent_api_access) to 1 and allow add_lead in its API functions (api_allowed_functions). ${AGAIN}`,
    },
  ],
  [
    /USER DOES NOT HAVE PERMISSION/i,
    {
      verdict: 'refused',
      code: 'permission',
      words: 'The login is right, but this user may not load leads.',
      cure: `In the dialer, set the user’s modify_leads to 1 and its user_level to 8 or higher. ${AGAIN}`,
    },
  ],
  [
    /user_group DOES NOT EXIST/i,
    {
      verdict: 'refused',
      code: 'user-group',
      words: 'The login is right, but the user’s user group doesn’t exist in the dialer.',
      cure: `In the dialer, put the user into a user group that exists. ${AGAIN}`,
    },
  ],
  [
    /Invalid Source/i,
    {
      verdict: 'refused',
      code: 'source',
      words: 'The dialer refuses the source “Trunkline” that the test names.',
      cure: 'The login test is incomplete. Ask the dialer’s operator which sources it accepts.',
    },
  ],
  [
    /NOT AN ALLOWED LIST ID/i,
    {
      verdict: 'list',
      code: 'list-not-allowed',
      words: 'Login and permission are right, but this user may not load into the list.',
      cure: 'Choose another list, or allow the user’s group to use the list’s campaign.',
    },
  ],
  [
    /NOT A DEFINED LIST ID/i,
    {
      verdict: 'list',
      code: 'list-unknown',
      words: 'Login and permission are right, but the dialer has no such list.',
      cure: 'Check the list number, or create the list in the dialer first.',
    },
  ],
  [/INVALID PHONE NUMBER/i, { verdict: 'ok', code: 'ok', words: 'Login and permission are right.', cure: null }],
  [
    /NO FUNCTION SPECIFIED/i,
    {
      verdict: 'failed',
      code: 'request',
      words: 'A dialer answered, but didn’t receive the request’s parameters.',
      cure: 'Check the address: it may point to another script, or a proxy may drop the parameters.',
    },
  ],
  [
    /MySQL connect ERROR/i,
    {
      verdict: 'failed',
      code: 'database',
      words: 'The dialer has no connection to its database, so it couldn’t check the login.',
      cure: 'Test again in a few minutes. If that doesn’t help, tell the dialer’s operator.',
    },
  ],
];

const failed = (code: Finding['code'], words: string, cure: string): Finding => ({
  verdict: 'failed',
  code,
  words,
  cure,
});
const unreached = (code: Finding['code'], words: string, cure: string): Finding => ({
  verdict: 'unreached',
  code,
  words,
  cure,
});

const LINE_SHOWN = 300;

/**
 * Parses the result of the test. A SUCCESS never counts as passed, because it means that the server has added the test number. The text
 * doesn't contain the password, even if the dialer repeats it. Nothing is thrown.
 */
export function readTest(
  result: HttpResult,
  asked: DialerAccount & { readonly listId: string | null; readonly at: number },
): ConnectionTest {
  const { at, listId } = asked;
  const { finding, line } = result.kind === 'answer' ? readAnswer(result, asked) : readFailure(result);
  const clean = redactor(asked.pass);
  const shown = line === null ? null : clean(line).slice(0, LINE_SHOWN);
  return { at, ...finding, line: shown === '' ? null : shown, listId };
}

interface Read {
  readonly finding: Finding;
  readonly line: string | null;
}

function readAnswer(
  answer: Extract<HttpResult, { kind: 'answer' }>,
  { user, listId }: { readonly user: string; readonly listId: string | null },
): Read {
  const text = plainText(answer.contentType, answer.body);
  const took = findLines(text).lines.find(({ kind }) => kind === 'SUCCESS');
  if (took) {
    const { leadId } = readAdded(took.details, { phone: TEST_PHONE, user, listId: listId ?? DEFAULT_LIST });
    const finding = failed(
      'took-number',
      `The server accepted the test number ${TEST_PHONE} as a lead, which no dialer should do${leadId === '' ? '' : `: lead ${leadId}`}.`,
      'Delete that lead there. Don’t load leads here before its operator has said why it checks no phone numbers.',
    );
    return { finding, line: took.line };
  }
  for (const [pattern, finding] of SAID) {
    const line = text.split(/[\r\n]+/).find((row) => pattern.test(row));
    if (line !== undefined) return { finding: ofList(finding, listId), line };
  }
  return { finding: fromStatus(answer, text), line: text.split(/[\r\n]+/)[0] ?? null };
}

/** If the operator chose no list, a message about the list only shows that everything before it is right. */
function ofList(finding: Finding, listId: string | null): Finding {
  if (finding.verdict === 'list' && listId === null) {
    return { verdict: 'ok', code: 'ok', words: 'Login and permission are right.', cure: null };
  }
  if (listId === null) return finding;
  if (finding.verdict === 'ok') return { ...finding, words: `Login, permission and list ${listId} are right.` };
  if (finding.verdict === 'list')
    return { ...finding, words: finding.words.replace(/the list|such list/, `list ${listId}`) };
  return finding;
}

function fromStatus({ status, contentType, body }: Extract<HttpResult, { kind: 'answer' }>, text: string): Finding {
  const at = `(HTTP ${status})`;
  if (status >= 300 && status < 400) {
    return failed(
      'redirect',
      `The address redirects to another one ${at}. Credentials are not sent there.`,
      'Open the address in a browser and enter the final one here, with https.',
    );
  }
  if (status === 404 || status === 410) {
    return failed(
      'no-such-path',
      `Nothing was found at this address ${at}.`,
      'Check the host name and the path; the dialer’s call is usually at /API/lmapi.php.',
    );
  }
  if (status === 429)
    return failed('throttled', `The server asks for fewer requests ${at}.`, 'Test again in a few minutes.');
  if (status >= 400 && status < 500) {
    return failed(
      'blocked',
      `A server in front of the dialer refused the request ${at}.`,
      'It may be a firewall or a web login: ask the dialer’s operator.',
    );
  }
  if (status >= 500) {
    return failed(
      'server-error',
      `The dialer failed ${at}.`,
      'Test again in a few minutes. If that doesn’t help, tell the dialer’s operator.',
    );
  }
  if (looksLikeHtml(contentType, body)) {
    return failed(
      'web-page',
      'A web page answered instead of a dialer.',
      'Check the address: it may be another host or the network’s login page.',
    );
  }
  const words = text === '' ? 'The server’s answer was empty.' : 'The server’s answer has an unknown form.';
  return failed('unclear', words, 'Check the address, and show the answer to the dialer’s operator.');
}

function readFailure(result: Exclude<HttpResult, { kind: 'answer' }>): Read {
  const { error } = result;
  if (result.kind === 'broken') {
    const words = result.timedOut
      ? 'No answer came in time.'
      : `The connection broke before the answer arrived (${error}).`;
    return {
      finding: unreached('no-answer', words, 'Test again. If that doesn’t help, the address may be wrong.'),
      line: null,
    };
  }
  if (/host name not found/.test(error)) {
    return {
      finding: unreached(
        'host-unknown',
        'Not tested: the host name was not found.',
        'Check the host name and this computer’s network connection.',
      ),
      line: null,
    };
  }
  if (/cert|self.signed|altname|\btls\b|\bssl\b|EPROTO/i.test(error)) {
    return {
      finding: {
        ...failed(
          'certificate',
          `The secure connection failed (${error}).`,
          'Check that the host name matches the certificate. An expired or self-signed certificate must be replaced by the dialer’s operator.',
        ),
      },
      line: null,
    };
  }
  const words = `Not tested yet: ${error}.`;
  return {
    finding: unreached(
      'network',
      words,
      'It is tested again when you save it. Rows wait until the dialer is reachable.',
    ),
    line: null,
  };
}

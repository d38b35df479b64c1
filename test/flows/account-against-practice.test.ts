import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE } from '../../src-main/practice/leadexec/account/sample-ids.ts';
import {
  type PracticeLeadExec,
  startPracticeLeadExec,
} from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import { exchange } from '../../src-main/vendors/exchange.ts';
import { HttpClient } from '../../src-main/vendors/http.ts';
import { AccountClient } from '../../src-main/vendors/leadexec/client.ts';
import { matchRequest } from '../../src-main/vendors/leadexec/match-request.ts';
import { BODIES } from '../unit/practice/leadexec/account-api/bodies.ts';
import { DOCUMENTED } from '../unit/practice/leadexec/account-api/documented-calls.ts';
import { requestWith } from '../unit/practice/leadexec/account-api/segments.ts';
import { postLead } from '../unit/practice/leadexec/account-api/support.ts';

const http = new HttpClient();
let vendor: PracticeLeadExec;
let client: AccountClient;
let lead: number;

beforeAll(async () => {
  vendor = await startPracticeLeadExec();
  const access = { url: vendor.url, clientId: SAMPLE.apiClientId, clientSecret: 'practice', timeoutMs: 10_000 };
  client = new AccountClient({ access, send: (request) => exchange(http, request), now: Date.now });
  lead = await postLead(vendor);
});
afterAll(async () => {
  await http.close();
  await vendor.close();
});

/** What the account rightly declines: the lead was sold by the post already, and no code was asked for. */
const DECLINED: Readonly<Record<string, string>> = {
  'Auto Process Delivery': 'No matching clients were found',
  'Process Client Delivery': 'Client already has the lead',
  'Verify 2FA SMS Code': '2 factor code is not valid',
};

/** Both were written from the document, neither from the other: where they differ, one of them reads it wrongly. */
describe('the client of the account API and the practice account', () => {
  it.each(DOCUMENTED)(
    '%s: what the client sends deviates in nothing, and it reads the answer',
    async (section, request) => {
      const match = matchRequest(requestWith(request, lead));
      if (!('definition' in match)) throw new Error(`${request} was not found: ${JSON.stringify(match)}`);
      const body =
        section === 'Authentication'
          ? { client_id: SAMPLE.apiClientId, client_secret: 'practice', grant_type: 'client_credentials' }
          : BODIES[section]?.(lead);
      const answer = await client.ask(match.definition, { path: match.path, body });
      const logged = vendor.admin.accountRequests().at(-1);
      expect({ call: logged?.call, deviations: logged?.deviations }).toEqual({ call: section, deviations: [] });
      const said = answer.kind === 'declined' ? answer.words : answer.kind;
      expect(said).toEqual(DECLINED[section] ?? 'answer');
      if (answer.kind === 'answer') expect(answer.unread).toEqual([]);
    },
  );
});

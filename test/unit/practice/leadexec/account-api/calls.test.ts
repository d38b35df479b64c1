import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE } from '../../../../../src-main/practice/leadexec/account/sample-ids.ts';
import { CALLS } from '../../../../../src-main/practice/leadexec/api/calls.ts';
import {
  type PracticeLeadExec,
  startPracticeLeadExec,
} from '../../../../../src-main/practice/leadexec/start-practice-leadexec.ts';
import { BODIES } from './bodies.ts';
import { DOCUMENTED } from './documented-calls.ts';
import { requestWith } from './segments.ts';
import { type Caller, caller, postLead, send } from './support.ts';

let vendor: PracticeLeadExec;
let call: Caller;
let lead: number;
beforeAll(async () => {
  vendor = await startPracticeLeadExec();
  call = await caller(vendor);
  lead = await postLead(vendor);
});
afterAll(() => vendor.close());

describe('the 65 requests of the document', () => {
  it('are those of the practice, and no others', () => {
    expect(DOCUMENTED).toHaveLength(65);
    const query = (names: readonly string[] = []) => names.map((name) => `?${name}=true`).join('');
    const served = CALLS.map((one) => [one.title, `${one.method} ${one.path}${query(one.query)}`].join(': '));
    expect(served.toSorted()).toEqual(DOCUMENTED.map((one) => one.join(': ')).toSorted());
  });

  it.each(DOCUMENTED)('%s is served, and its sample deviates in nothing', async (section, request) => {
    const answer =
      section === 'Authentication'
        ? await send(
            vendor,
            request,
            { client_id: SAMPLE.apiClientId, client_secret: 'practice', grant_type: 'client_credentials' },
            '',
          )
        : await call(requestWith(request, lead), BODIES[section]?.(lead));
    expect({ status: answer.status, text: answer.status === 200 ? '' : answer.text }).toEqual({
      status: 200,
      text: '',
    });
    const logged = vendor.admin.accountRequests().at(-1);
    expect({ call: logged?.call, deviations: logged?.deviations, served: logged?.served }).toEqual({
      call: section,
      deviations: [],
      served: true,
    });
  });

  it('a slash at the end makes no difference, another method does', async () => {
    expect((await call('GET /v1/distribution/lists')).status).toBe(200);
    expect((await call('PATCH /v1/distribution/lists/1234/81/80001')).status).toBe(404);
    expect(vendor.admin.accountRequests().at(-1)?.deviations).toEqual(['the method is DELETE, PUT']);
    expect((await call('GET /v1/nothing')).status).toBe(404);
    expect(vendor.admin.accountRequests().at(-1)?.deviations).toEqual(['the path is not documented']);
  });
});

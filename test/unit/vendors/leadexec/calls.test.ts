import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exchange } from '../../../../src-main/vendors/exchange.ts';
import { HttpClient } from '../../../../src-main/vendors/http.ts';
import type { CallDefinition } from '../../../../src-main/vendors/leadexec/call-definition.ts';
import { AccountClient } from '../../../../src-main/vendors/leadexec/client.ts';
import { CALLS } from '../../../../src-main/vendors/leadexec/registry.ts';
import { type AnsweringServer, answeringServer } from '../../../support/answering-server.ts';
import { DOCUMENT } from './account-document.ts';
import { REQUESTS } from './account-requests.ts';

const TOKEN = JSON.stringify({ access_token: 'tok-1', token_type: 'Bearer', expires_in: 3600, error: null });
const http = new HttpClient();
let server: AnsweringServer;
let answer = '';

beforeAll(async () => {
  server = await answeringServer(({ url }) => ({ body: url === '/v1/authorization/token' ? TOKEN : answer }));
});
beforeEach(() => {
  server.arrived.length = 0;
});
afterAll(async () => {
  await http.close();
  await server.close();
});

const client = () =>
  new AccountClient({
    access: { url: `${server.url}/`, clientId: 'id', clientSecret: 'secret', timeoutMs: 5_000 },
    send: (request) => exchange(http, request),
    now: () => 1_000,
  });

function definitionOf(name: string): CallDefinition {
  const found = CALLS.get(name);
  if (!found) throw new Error(`There is no function ${name}`);
  return found;
}

/** The names of a body's members, at any depth, without those of rows. */
function hasMember(body: unknown, dotted: string): boolean {
  const names = dotted.split('.');
  const last = names.at(-1) ?? '';
  const text = JSON.stringify(body);
  return text.includes(`"${last}":`);
}

describe('the calls and the document', () => {
  it('has 65 sections, and a function for each with its method and path', () => {
    expect(DOCUMENT).toHaveLength(65);
    const documented = REQUESTS.map(({ name, documented: { section, request } }) => [
      name,
      section,
      request.split('?')[0],
    ]);
    const known = [...CALLS].map(([name, { section, method, path }]) => [name, section, `${method} ${path}`]);
    expect(known.sort()).toEqual(documented.sort());
  });

  it('changes nothing by a GET, and by a POST only where the section says so', () => {
    const reads = [...CALLS].filter(([, { effect }]) => effect === 'read').map(([name]) => name);
    const byPost = reads.filter((name) => definitionOf(name).method !== 'GET');
    expect(byPost.sort()).toEqual(
      [
        ...['authentication', 'clientActiveListByLeadType', 'clientLogin', 'clientScanner', 'clientScannerByCriteria'],
        ...['listOfAllAccountsFilteredByCriteria', 'retrieveOrderDetailsOrList', 'searchForLeadByContactInformation'],
      ].sort(),
    );
    expect([...CALLS.values()].filter((one) => one.method === 'GET' && one.effect === 'change')).toEqual([]);
    const repeatable = [...CALLS].filter(([, one]) => one.effect === 'change' && one.repeatable).map(([name]) => name);
    expect(repeatable.sort()).toEqual(
      [
        ...['assignListItemToClient', 'deleteLead', 'removeDistributionListItem', 'removeLead', 'setDefaultMappings'],
        ...['updateCategoryAssignmentOfACampaign', 'updateClientGroupAssignment', 'updateClientStatus'],
        ...['updateDeliveryQuantityMaxes', 'updateLeadCache'],
      ].sort(),
    );
  });
});

/** Members that the table requires by another name than its own sample has, or twice. */
const RENAMED: Readonly<Record<string, readonly string[]>> = {
  'Create Order Payment': ['CardTransID'],
  'Log Delivery to Client': ['ClientOrderItemUID'],
  'Create or Modify Lead Source Campaign': ['Criteria.VendorAccountUID'],
  'Update Category Assignment of a Campaign': ['LeadSourceUID', 'CampaignUID'],
  'Client Scanner by Criteria': ['Criteria'],
};

describe.each(REQUESTS.map((one) => [one.documented.section, one] as const))('%s', (_, one) => {
  const { documented, name, path, body, url } = one;

  it('sends what the document has, and reads its answer', async () => {
    answer = JSON.stringify(documented.answer);
    if (documented.answer === '200 OK' || typeof documented.answer === 'string') answer = String(documented.answer);
    const read = await client().ask(definitionOf(name), { path, body });
    const sent = server.arrived.at(-1);
    expect(`${sent?.method} ${sent?.url}`).toBe(`${documented.request.split(' ')[0]} ${url}`);
    if (documented.bearer) expect(sent?.headers.authorization).toBe('Bearer tok-1');
    else expect(sent?.headers.authorization).toBeUndefined();
    expect(sent?.headers['content-type']).toBe(
      documented.contentType === 'application/json' ? 'application/json' : undefined,
    );
    if (body === undefined) expect(sent?.body).toBe('');
    else expect(JSON.parse(sent?.body ?? '')).toEqual(body);
    if (name === 'authentication') expect(read).toMatchObject({ kind: 'answer', value: { token_type: 'Bearer' } });
    else expect(read).toMatchObject({ kind: 'answer', unread: [] });
  });

  it('requires what the table requires', async () => {
    const renamed = RENAMED[documented.section] ?? [];
    for (const required of documented.required) {
      if (renamed.includes(required) || body === undefined) continue;
      if (!hasMember(documented.body ?? body, required)) continue;
      const without = structuredClone(body);
      strip(without, required.split('.').at(-1) ?? '');
      await expect(
        (async () => client().ask(definitionOf(name), { path, body: without }))(),
        `${required} of ${documented.section}`,
      ).rejects.toThrow();
    }
    expect(server.arrived.filter((sent) => sent.url !== '/v1/authorization/token')).toEqual([]);
  });
});

/** Takes a member out wherever it stands first. */
function strip(value: unknown, name: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (!Array.isArray(value) && name in value) {
    delete (value as Record<string, unknown>)[name];
    return true;
  }
  return Object.values(value).some((member) => strip(member, name));
}

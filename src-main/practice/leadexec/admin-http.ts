import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { accountSchema } from './account/model.ts';
import type { PracticeLeadExecAdmin } from './admin.ts';
import { behaviourSchema } from './behaviour.ts';
import { type FaultPlan, faultSchema } from './faults.ts';

const faultsBody = z.union([
  z.array(faultSchema).transform((faults) => ({ faults, seed: 1 })),
  z.strictObject({ faults: z.array(faultSchema), seed: z.number().int().default(1) }),
]);
const behaviourBody = behaviourSchema.partial();
const accountBody = z.looseObject({}).transform((change) => {
  const unknown = Object.keys(change).find((part) => !(part in accountSchema.shape));
  if (unknown !== undefined) throw new Error(`an account has no ${unknown}`);
  return change;
});
const timeBody = z.strictObject({ moveMs: z.number().min(0) });
const reviewBody = z.strictObject({ leadUid: z.number().int(), accept: z.boolean(), reason: z.string().optional() });
const returnBody = z.strictObject({ leadUid: z.number().int(), reason: z.string().optional() });
const tokensBody = z.strictObject({ expire: z.literal(true) });
const MOST_ENTRIES = 10_000;

/**
 * The practice LeadExec's control interface for other processes, which the vendor doesn't have. On the same port:
 * - `GET /practice/state?offset=&limit=` counts, time, behaviour, faults and a page of the ledger (by default 100, at most 10,000);
 * - `GET /practice/ledger?reference=` the entries with that reference; without one a page, as for the state;
 * - `GET /practice/twice?field=` what was accepted more than once: values of that field, or references without one;
 * - `GET /practice/lead?uid=` a lead with its sends;
 * - `GET /practice/account` sources, campaigns, lead types, clients and delivery accounts; `POST` replaces the given ones;
 * - `GET /practice/account-requests?offset=&limit=` requests to the account API, without secrets; `account-deviations` how they differ from
 *   the document; `GET /practice/sms?phone=` the code that was sent to a phone;
 * - `POST /practice/tokens {"expire": true}` makes all tokens expire; `POST /practice/colleague {}` makes a colleague edit something;
 * - `GET /practice/until?requests=` or `?taken=` answers with the counts once that number is reached;
 * - `POST /practice/faults` JSON: a list of faults, or `{faults, seed}`; replaces all;
 * - `POST /practice/behaviour` JSON: the switches to change;
 * - `POST /practice/time {"moveMs": 86400000}` moves the clock forward;
 * - `POST /practice/review {"leadUid": 1, "accept": false, "reason": "…"}` and `POST /practice/return {"leadUid": 1, "reason": "…"}`. A
 *   request from a web page (with an `Origin`) is refused.
 */
export async function serveAdmin(req: IncomingMessage, res: ServerResponse, request: AdminRequest): Promise<void> {
  const { status, value } = await replyTo(req, request);
  if (res.destroyed) return;
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  res.end(JSON.stringify(value));
}

export interface AdminRequest {
  readonly url: URL;
  readonly body: string;
  readonly admin: PracticeLeadExecAdmin;
  readonly plan: FaultPlan;
}

interface Reply {
  readonly status: number;
  readonly value: unknown;
}

async function replyTo(req: IncomingMessage, { url, body, admin, plan }: AdminRequest): Promise<Reply> {
  if (req.headers.origin !== undefined) {
    return { status: 403, value: { error: 'Web pages may not use the practice switchboard.' } };
  }
  const ok = (value: unknown): Reply => ({ status: 200, value });
  const settings = () =>
    ok({ counts: admin.counts(), now: admin.now(), behaviour: admin.behaviour(), faults: plan.faults });
  try {
    switch (`${req.method} ${url.pathname}`) {
      case 'POST /practice/faults': {
        const { faults, seed } = faultsBody.parse(JSON.parse(body));
        admin.setFaults(faults, seed);
        return settings();
      }
      case 'POST /practice/behaviour':
        admin.setBehaviour(behaviourBody.parse(JSON.parse(body)));
        return settings();
      case 'POST /practice/account':
        admin.setAccount(accountBody.parse(JSON.parse(body)));
        return ok(admin.account());
      case 'POST /practice/time':
        admin.moveOn(timeBody.parse(JSON.parse(body)).moveMs);
        return settings();
      case 'POST /practice/review': {
        const { leadUid, accept, reason } = reviewBody.parse(JSON.parse(body));
        admin.review(leadUid, accept, reason);
        return ok(admin.lead(leadUid));
      }
      case 'POST /practice/return': {
        const { leadUid, reason } = returnBody.parse(JSON.parse(body));
        admin.returnLead(leadUid, reason);
        return ok(admin.lead(leadUid));
      }
      case 'POST /practice/tokens':
        tokensBody.parse(JSON.parse(body));
        admin.expireTokens();
        return settings();
      case 'POST /practice/colleague':
        return ok({ edit: admin.editAsColleague() ?? null });
      default:
        return req.method === 'GET' ? await told(url, admin, plan) : unknownSwitch(req, url);
    }
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    return { status: 400, value: { error: `The practice switchboard can't use this request: ${why}` } };
  }
}

const unknownSwitch = (req: IncomingMessage, url: URL): Reply => ({
  status: 404,
  value: { error: `The practice switchboard has no ${req.method} ${url.pathname}.` },
});

async function told(url: URL, admin: PracticeLeadExecAdmin, plan: FaultPlan): Promise<Reply> {
  const number = (name: string, otherwise: number) => {
    const value = Number(url.searchParams.get(name) ?? otherwise);
    return Number.isInteger(value) && value >= 0 ? value : otherwise;
  };
  const page = { offset: number('offset', 0), limit: Math.min(number('limit', 100), MOST_ENTRIES) };
  const ok = (value: unknown): Reply => ({ status: 200, value });
  const totals = () => ({ leads: admin.count(), entries: admin.entries(), ...page });
  const counts = () => ({ counts: admin.counts(), now: admin.now() });
  switch (url.pathname) {
    case '/practice/state':
      return ok({
        ...counts(),
        behaviour: admin.behaviour(),
        faults: plan.faults,
        ...totals(),
        ledger: admin.ledger(page),
      });
    case '/practice/ledger': {
      const reference = url.searchParams.get('reference');
      return ok({ ...totals(), ledger: reference === null ? admin.ledger(page) : admin.byReference(reference) });
    }
    case '/practice/twice': {
      const field = url.searchParams.get('field');
      const twice = admin.takenTwice(field === null ? undefined : ({ fields }) => fields[field] ?? '');
      return ok({ leads: admin.count(), twice: Object.fromEntries(twice) });
    }
    case '/practice/lead': {
      const lead = admin.lead(number('uid', 0));
      return lead === undefined ? { status: 404, value: { error: 'There is no such lead.' } } : ok(lead);
    }
    case '/practice/account':
      return ok(admin.account());
    case '/practice/until':
      if (url.searchParams.has('taken')) await admin.untilTaken(number('taken', 0));
      else await admin.untilRequests(number('requests', 0));
      return ok(counts());
    case '/practice/account-requests': {
      const { offset, limit } = page;
      const all = admin.accountRequests();
      return ok({ total: all.length, ...page, requests: all.slice(offset, offset + limit) });
    }
    case '/practice/account-deviations':
      return ok({ deviations: admin.accountDeviations() });
    case '/practice/sms':
      return ok({ code: admin.smsCode(url.searchParams.get('phone') ?? '') ?? null });
    default:
      return { status: 404, value: { error: `The practice switchboard has no GET ${url.pathname}.` } };
  }
}

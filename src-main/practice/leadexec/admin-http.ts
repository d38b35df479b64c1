import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { type ControlReply, done, faultsBody, noSuchControl, queryNumber, serveControl } from '../serve-control.ts';
import { accountSchema } from './account/model.ts';
import type { PracticeLeadExecAdmin } from './admin.ts';
import { behaviourSchema } from './behaviour.ts';
import { faultSchema, type LeadExecFaults } from './faults.ts';

const newFaults = faultsBody(faultSchema);
const newBehaviour = behaviourSchema.partial();
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

export interface AdminRequest {
  readonly url: URL;
  readonly body: string;
  readonly admin: PracticeLeadExecAdmin;
  readonly plan: LeadExecFaults;
}

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
 * - `POST /practice/review {"leadUid": 1, "accept": false, "reason": "…"}` and `POST /practice/return {"leadUid": 1, "reason": "…"}`.
 */
export const serveAdmin = (req: IncomingMessage, res: ServerResponse, request: AdminRequest): Promise<void> =>
  serveControl(req, res, () => (req.method === 'GET' ? answerOf(req, request) : change(req, request)));

function change(req: IncomingMessage, { url, body, admin, plan }: AdminRequest): ControlReply {
  const settings = () =>
    done({ counts: admin.counts(), now: admin.now(), behaviour: admin.behaviour(), faults: plan.faults });
  switch (`${req.method} ${url.pathname}`) {
    case 'POST /practice/faults': {
      const { faults, seed } = newFaults.parse(JSON.parse(body));
      admin.setFaults(faults, seed);
      return settings();
    }
    case 'POST /practice/behaviour':
      admin.setBehaviour(newBehaviour.parse(JSON.parse(body)));
      return settings();
    case 'POST /practice/account':
      admin.setAccount(accountBody.parse(JSON.parse(body)));
      return done(admin.account());
    case 'POST /practice/time':
      admin.moveOn(timeBody.parse(JSON.parse(body)).moveMs);
      return settings();
    case 'POST /practice/review': {
      const { leadUid, accept, reason } = reviewBody.parse(JSON.parse(body));
      admin.review(leadUid, accept, reason);
      return done(admin.lead(leadUid));
    }
    case 'POST /practice/return': {
      const { leadUid, reason } = returnBody.parse(JSON.parse(body));
      admin.returnLead(leadUid, reason);
      return done(admin.lead(leadUid));
    }
    case 'POST /practice/tokens':
      tokensBody.parse(JSON.parse(body));
      admin.expireTokens();
      return settings();
    case 'POST /practice/colleague':
      return done({ edit: admin.editAsColleague() ?? null });
    default:
      return noSuchControl(req, url);
  }
}

async function answerOf(req: IncomingMessage, { url, admin, plan }: AdminRequest): Promise<ControlReply> {
  const limit = Math.min(queryNumber(url, 'limit', 100), MOST_ENTRIES);
  const page = { offset: queryNumber(url, 'offset', 0), limit };
  const totals = () => ({ leads: admin.count(), entries: admin.entries(), ...page });
  const counts = () => ({ counts: admin.counts(), now: admin.now() });
  switch (url.pathname) {
    case '/practice/state':
      return done({
        ...counts(),
        behaviour: admin.behaviour(),
        faults: plan.faults,
        ...totals(),
        ledger: admin.ledger(page),
      });
    case '/practice/ledger': {
      const reference = url.searchParams.get('reference');
      return done({ ...totals(), ledger: reference === null ? admin.ledger(page) : admin.byReference(reference) });
    }
    case '/practice/twice': {
      const field = url.searchParams.get('field');
      const twice = admin.takenTwice(field === null ? undefined : ({ fields }) => fields[field] ?? '');
      return done({ leads: admin.count(), twice: Object.fromEntries(twice) });
    }
    case '/practice/lead': {
      const lead = admin.lead(queryNumber(url, 'uid', 0));
      return lead === undefined ? { status: 404, value: { error: 'There is no such lead.' } } : done(lead);
    }
    case '/practice/account':
      return done(admin.account());
    case '/practice/until':
      if (url.searchParams.has('taken')) await admin.untilTaken(queryNumber(url, 'taken', 0));
      else await admin.untilRequests(queryNumber(url, 'requests', 0));
      return done(counts());
    case '/practice/account-requests': {
      const { offset, limit } = page;
      const all = admin.accountRequests();
      return done({ total: all.length, ...page, requests: all.slice(offset, offset + limit) });
    }
    case '/practice/account-deviations':
      return done({ deviations: admin.accountDeviations() });
    case '/practice/sms':
      return done({ code: admin.smsCode(url.searchParams.get('phone') ?? '') ?? null });
    default:
      return noSuchControl(req, url);
  }
}

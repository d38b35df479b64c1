import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ControlReply, done, faultsBody, noSuchControl, queryNumber, serveControl } from '../serve-control.ts';
import type { PracticeDialerAdmin } from './admin.ts';
import { behaviourSchema } from './behaviour.ts';
import { type DialerFaults, faultSchema } from './faults.ts';

const newFaults = faultsBody(faultSchema);
const newBehaviour = behaviourSchema.partial().strict();
const MOST_LEADS = 10_000;

export interface AdminRequest {
  readonly url: URL;
  readonly body: string;
  readonly admin: PracticeDialerAdmin;
  readonly plan: DialerFaults;
}

/**
 * The practice dialer's control interface for other processes, which the vendor doesn't have. On the same port:
 * - `GET /practice/state?offset=&limit=` counts, behaviour, faults and a page of leads (by default 100, at most 10,000);
 * - `GET /practice/leads?phone=` the leads with that number, and how often it was tried;
 * - `GET /practice/until?requests=` or `?inserted=` answers with the counts once that number is reached;
 * - `POST /practice/faults` JSON: a list of faults, or `{faults, seed}`; replaces all;
 * - `POST /practice/behaviour` JSON: the switches to change.
 */
export const serveAdmin = (req: IncomingMessage, res: ServerResponse, request: AdminRequest): Promise<void> =>
  serveControl(req, res, () => replyTo(req, request));

async function replyTo(req: IncomingMessage, { url, body, admin, plan }: AdminRequest): Promise<ControlReply> {
  const settings = () => ({ counts: admin.counts(), behaviour: admin.behaviour(), faults: plan.faults });
  switch (`${req.method} ${url.pathname}`) {
    case 'GET /practice/state': {
      const limit = Math.min(queryNumber(url, 'limit', 100), MOST_LEADS);
      const page = { offset: queryNumber(url, 'offset', 0), limit };
      return done({ ...settings(), total: admin.count(), ...page, leads: admin.leads(page) });
    }
    case 'GET /practice/leads': {
      const phone = url.searchParams.get('phone') ?? '';
      return done({ attempts: admin.attempts(phone), leads: admin.leadsByPhone(phone) });
    }
    case 'GET /practice/until':
      if (url.searchParams.has('inserted')) await admin.untilInserted(queryNumber(url, 'inserted', 0));
      else await admin.untilRequests(queryNumber(url, 'requests', 0));
      return done({ counts: admin.counts() });
    case 'POST /practice/faults': {
      const { faults, seed } = newFaults.parse(JSON.parse(body));
      admin.setFaults(faults, seed);
      return done(settings());
    }
    case 'POST /practice/behaviour':
      admin.setBehaviour(newBehaviour.parse(JSON.parse(body)));
      return done(settings());
    default:
      return noSuchControl(req, url);
  }
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { PracticeDialerAdmin } from './admin.ts';
import { behaviourSchema } from './behaviour.ts';
import { type FaultPlan, faultSchema } from './faults.ts';

const faultsBody = z.union([
  z.array(faultSchema).transform((faults) => ({ faults, seed: 1 })),
  z.strictObject({ faults: z.array(faultSchema), seed: z.number().int().default(1) }),
]);
const behaviourBody = behaviourSchema.partial().strict();
const MOST_LEADS = 10_000;

/**
 * The practice dialer's control interface for other processes, which the vendor doesn't have. On the same port:
 * - `GET /practice/state?offset=&limit=` counts, behaviour, faults and a page of leads (by default 100, at most 10,000);
 * - `GET /practice/leads?phone=` the leads with that number, and how often it was tried;
 * - `GET /practice/until?requests=` or `?inserted=` answers with the counts once that number is reached;
 * - `POST /practice/faults` JSON: a list of faults, or `{faults, seed}`; replaces all;
 * - `POST /practice/behaviour` JSON: the switches to change. A request from a web page (with an `Origin`) is refused.
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
  readonly admin: PracticeDialerAdmin;
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
  const number = (name: string, otherwise: number) => {
    const value = Number(url.searchParams.get(name) ?? otherwise);
    return Number.isInteger(value) && value >= 0 ? value : otherwise;
  };
  const settings = () => ({ counts: admin.counts(), behaviour: admin.behaviour(), faults: plan.faults });
  try {
    switch (`${req.method} ${url.pathname}`) {
      case 'GET /practice/state': {
        const page = { offset: number('offset', 0), limit: Math.min(number('limit', 100), MOST_LEADS) };
        return { status: 200, value: { ...settings(), total: admin.count(), ...page, leads: admin.leads(page) } };
      }
      case 'GET /practice/leads': {
        const phone = url.searchParams.get('phone') ?? '';
        return { status: 200, value: { attempts: admin.attempts(phone), leads: admin.leadsByPhone(phone) } };
      }
      case 'GET /practice/until':
        if (url.searchParams.has('inserted')) await admin.untilInserted(number('inserted', 0));
        else await admin.untilRequests(number('requests', 0));
        return { status: 200, value: { counts: admin.counts() } };
      case 'POST /practice/faults': {
        const { faults, seed } = faultsBody.parse(JSON.parse(body));
        admin.setFaults(faults, seed);
        return { status: 200, value: settings() };
      }
      case 'POST /practice/behaviour':
        admin.setBehaviour(behaviourBody.parse(JSON.parse(body)));
        return { status: 200, value: settings() };
      default:
        return { status: 404, value: { error: `The practice switchboard has no ${req.method} ${url.pathname}.` } };
    }
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    return { status: 400, value: { error: `The practice switchboard can't use this request: ${why}` } };
  }
}

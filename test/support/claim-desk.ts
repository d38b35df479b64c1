import type { ClaimResult, OfferDetail } from '../../src-preload/contract/index.ts';
import { CLAIM_TOKEN, type ClaimVendor } from './claim-vendor.ts';
import { type DeskOptions, startDesk, type TestDesk, waitOf } from './fault-desk.ts';
import { until } from './fault-until.ts';
import { roundTrips } from './round-trips.ts';
import { startWithoutThreads } from './without-threads.ts';

/** A desk connected to the scripted LionDesk that has fetched its offers. */
export interface ClaimDesk {
  readonly desk: TestDesk;
  readonly connectionId: number;
  /** The offered lead's number, by the vendor's id of the lead. */
  id(lead: number): number;
  claim(lead: number, agent: string): Promise<ClaimResult>;
  detail(lead: number): Promise<OfferDetail>;
  /** Waits until the offered lead is in this state, skipping waiting times. */
  stands(lead: number, state: OfferDetail['card']['state']): Promise<OfferDetail>;
  sync(): Promise<void>;
}

export interface ClaimDeskOptions extends DeskOptions {
  readonly writeBack?: boolean;
  /** Whether nobody else claims with the account; by default true. */
  readonly soleUse?: boolean;
  readonly auth?: 'token' | 'oauth';
  /** Whether it fetches at once; by default true. */
  readonly fetch?: boolean;
}

/** Longer than the last request about a claim can be delayed, and shorter than the time to the next poll, ms. */
const LONGEST_JUMP_MS = 60_000;

/** Connects a desk to the vendor and fetches its offers. It polls so rarely that only the test determines when. */
export async function claimDesk(vendor: ClaimVendor, options: ClaimDeskOptions = {}): Promise<ClaimDesk> {
  const desk = await startDesk({ start: startWithoutThreads, ...options });
  vendor.now = () => desk.clock.now();
  const { auth = 'token' } = options;
  const { id: connectionId } = await desk.call('connections.save', {
    kind: 'liondesk',
    name: 'LionDesk',
    url: vendor.url,
    user: auth === 'oauth' ? 'client-1' : '',
    perSecond: 1_000,
    password: auth === 'oauth' ? 'client-secret-9' : CLAIM_TOKEN,
    source: {
      kind: 'liondesk',
      auth,
      everyMinutes: 1440,
      writeBack: options.writeBack ?? true,
      soleUse: options.soleUse ?? true,
    },
  });
  const made = over(desk, connectionId);
  if (options.fetch ?? true) await made.sync();
  return made;
}

/** The same with a desk that is connected already. */
export function over(desk: TestDesk, connectionId: number): ClaimDesk {
  const id = (lead: number): number => {
    const [row] = desk.rows<{ id: number }>(
      'SELECT id FROM offered_lead WHERE connection_id = ? AND external_id = ?',
      connectionId,
      String(lead),
    );
    if (!row) throw new Error(`Lead ${lead} is not offered here`);
    return row.id;
  };
  const detail = (lead: number) => desk.call('offers.get', { id: id(lead) });
  return {
    desk,
    connectionId,
    id,
    detail,
    claim: (lead, agent) => desk.call('offers.claim', { id: id(lead), agent }),
    stands: (lead, state) =>
      until(async () => {
        const found = await detail(lead);
        if (found.card.state === state) return found;
        // Requests about a claim are not counted anywhere, so the clock must not skip past them.
        await roundTrips(3);
        const { connections } = await desk.status();
        if (connections.every(({ flying }) => flying === 0))
          desk.clock.skip(waitOf(desk, Math.min(desk.clock.untilNext(), LONGEST_JUMP_MS)));
        return null;
      }, `lead ${lead} is ${state}`),
    async sync() {
      const health = await desk.call('sources.sync', { id: connectionId, wait: true });
      if (health.error !== null) throw new Error(health.error);
    },
  };
}

/** States of the claims and submissions of a desk, by the vendor's id of the lead. */
export function jobsOf({
  desk,
}: ClaimDesk): { readonly lead: string; readonly state: string; readonly reason: string | null }[] {
  return desk.rows(
    `SELECT a.external_id AS lead, j.state, j.reason FROM offer_act a
     JOIN job j ON j.source = a.id AND j.connection_id = a.connection_id ORDER BY a.id`,
  );
}

import { onTestFinished } from 'vitest';
import { ingest } from '../../../src-main/leads/ingest.ts';
import type { ArrivedOffer } from '../../../src-main/offers/arrived-offer.ts';
import { upsertOffers } from '../../../src-main/offers/keep.ts';
import { type TestDesk as LeadDesk, record, testDesk } from '../leads/support.ts';

export const MINUTE = 60_000;

/** An offer as a source tells it; to user 5 of team 6, sent a minute before the desk's time, unless told otherwise. */
export interface Told extends Partial<Omit<ArrivedOffer, 'user' | 'team'>> {
  readonly id: string;
  readonly leadId: string;
  readonly user?: string | null;
  readonly team?: string | null;
}

export interface OfferStore extends LeadDesk {
  /** Takes offers in as a sync does: their leads first. @returns what changed */
  tell(connectionId: number, ...offers: Told[]): ReturnType<typeof upsertOffers>;
  lion(name?: string): number;
  /** The rows of a query. */
  rows<Row = Record<string, unknown>>(sql: string, ...parameters: unknown[]): Row[];
}

/** A real store with offers in it, closed after the test. */
export function offerStore(): OfferStore {
  const desk = testDesk();
  onTestFinished(() => desk.close());
  const { store } = desk;
  return Object.assign(desk, {
    lion(name = 'Lion') {
      const id = desk.connect(name, 'liondesk');
      const source = { kind: 'liondesk', writeBack: true, soleUse: true };
      store.prepare('UPDATE connection SET options = ? WHERE id = ?').run(JSON.stringify(source), id);
      return id;
    },
    rows: <Row>(sql: string, ...parameters: unknown[]) => store.prepare(sql).all(...parameters) as Row[],
    tell(connectionId: number, ...told: Told[]) {
      const offers = told.map((one): ArrivedOffer => arrived(one, desk.time));
      return store.write(() => {
        const records = [...new Set(offers.map(({ leadId }) => leadId))].map((id) =>
          record(id, { firstName: `Mary${id}`, lastName: `Jackson${id}`, email: `mary${id}@example.com` }),
        );
        ingest(desk, { connectionId, kind: 'liondesk', source: 'Lion', records, rejects: [] });
        return upsertOffers(store, { connectionId, offers, now: desk.time });
      });
    },
  });
}

function arrived({ user = '5', team = '6', ...told }: Told, now: number): ArrivedOffer {
  return {
    distributionTarget: 'Team Rollout',
    notifyAt: now - MINUTE,
    rank: 3,
    assignAutomatically: false,
    hasCallAlert: true,
    hasTextAlert: false,
    hasEmailAlert: true,
    raw: `{"id":${told.id}}`,
    claim: null,
    ...told,
    user: user === null ? null : { id: user, name: `User${user} Name`, email: '' },
    team: team === null ? null : { id: team, name: `Team${team}` },
  };
}

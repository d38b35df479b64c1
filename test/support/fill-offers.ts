import type { ClaimState } from '../../src-main/db/offer-tables.ts';
import { type Store, sqlOf } from '../../src-main/db/store.ts';
import { liondeskOptions } from '../../src-preload/contract/index.ts';

/** An offer in a test: to which user and team of the vendor, and when. */
export interface FilledOffer {
  readonly user?: string;
  readonly team?: string;
  /** ms since 1970; null if the vendor does not report it. */
  readonly at: number | null;
  readonly seenAt?: number;
  readonly automatic?: boolean;
}

export interface FilledLead {
  readonly offers: readonly FilledOffer[];
  readonly state?: ClaimState;
  readonly holder?: string;
  readonly holderUser?: string;
  readonly agent?: string;
  readonly claimedAt?: number;
  readonly via?: string;
  readonly confirmed?: 'claim' | 'account';
  /** Claims requested at this desk: by whom, and the result. */
  readonly asked?: readonly { readonly who: string; readonly outcome: ClaimState }[];
}

/** Writes a LionDesk source directly to the table. @returns its id */
export function fillSource(store: Store, name = 'LionDesk'): number {
  return store.run(
    sqlOf.insertInto('connection').values({
      kind: 'liondesk',
      name,
      url: 'http://127.0.0.1:9',
      user: '',
      options: JSON.stringify(liondeskOptions.parse({ kind: 'liondesk' })),
      timeout_ms: 30_000,
      run_state: 'paused',
      not_before: 0,
      probes_failed: 0,
      seen_kinds: '[]',
      created_at: 0,
    }),
  ).lastId;
}

/** Names of the users and teams of a source; `me` are the users that its token belongs to. */
export function fillNames(
  store: Store,
  connection_id: number,
  {
    users = {},
    teams = {},
    me = [],
  }: {
    readonly users?: Readonly<Record<string, string>>;
    readonly teams?: Readonly<Record<string, string>>;
    readonly me?: readonly string[];
  },
): void {
  for (const [user_id, name] of Object.entries(users)) {
    const is_me = me.includes(user_id) ? 1 : 0;
    store.run(sqlOf.insertInto('offer_user').values({ connection_id, user_id, name, email: '', is_me }));
  }
  for (const [team_id, name] of Object.entries(teams)) {
    store.run(sqlOf.insertInto('offer_team').values({ connection_id, team_id, name }));
  }
}

/** Writes offered leads directly to the tables, with their offers and claims, in one transaction. */
export function fillOffers(store: Store, connection_id: number, leads: readonly FilledLead[]): void {
  const place = (sql: string) => store.prepare(sql);
  const count = (table: string) => Number(store.raw.prepare(`SELECT coalesce(max(id), 0) FROM ${table}`).pluck().get());
  let lead = count('offered_lead');
  let offer = count('offer');
  store.write(() => {
    for (const one of leads) {
      lead++;
      place(
        `INSERT INTO offered_lead (id, connection_id, external_id, state, holder, holder_user, agent, claimed_at, claimed_via, confirmed, first_seen_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
      ).run(
        lead,
        connection_id,
        String(lead),
        one.state ?? 'open',
        one.holder ?? '',
        one.holderUser ?? '',
        one.agent ?? null,
        one.claimedAt ?? null,
        one.via ?? '',
        one.confirmed ?? '',
      );
      for (const { user = '', team = '', at, seenAt, automatic } of one.offers) {
        offer++;
        place(
          `INSERT INTO offer (id, offered_lead_id, connection_id, external_id, user_id, team_id, notify_at, automatic, raw, seen_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, '{}', ?)`,
        ).run(offer, lead, connection_id, String(offer), user, team, at, automatic ? 1 : 0, seenAt ?? at ?? 0);
      }
      for (const { who, outcome } of one.asked ?? []) {
        const kind = 'claim';
        const at = one.claimedAt ?? 0;
        store.run(
          sqlOf
            .insertInto('offer_act')
            .values({ kind, connection_id, offered_lead_id: lead, external_id: String(lead), who, at, outcome }),
        );
      }
    }
  });
}

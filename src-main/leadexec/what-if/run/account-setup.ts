import { createHash, type Hash } from 'node:crypto';
import { CommandError, type DistributionRules } from '../../../../src-preload/contract/index.ts';
import { listConnections } from '../../../connections/connections.ts';
import type { Store } from '../../../db/store.ts';
import { yieldToEventLoop } from '../../../platform/yielding.ts';
import { readState } from '../../records/read-rows.ts';
import { recordsAfter } from '../../records/record-rows.ts';
import type { AccountSetup } from '../model.ts';
import { type KeptRecord, SETUP_KINDS, type SetupKind, setupFromRecords } from '../setup-from-records.ts';

const PORTION = 500;

/** Kinds that are read completely. All of them are required. */
const NEEDED = ['clients', 'accounts', 'leadTypes'] as const;
const WORDS: Readonly<Record<(typeof NEEDED)[number], string>> = {
  clients: 'clients',
  accounts: 'delivery accounts',
  leadTypes: 'lead types',
};

/** An account as this desk has it. */
export interface BuiltSetup {
  readonly setup: AccountSetup;
  /** When the oldest of its copies was read. */
  readonly readAt: number | null;
  /** Equal for equal copies and settings, whenever they were read. */
  readonly revision: string;
}

const AND = new Intl.ListFormat('en-US', { style: 'long', type: 'conjunction' });

/** The account from the copies on this desk. @throws CommandError `conflict` if there are none */
export async function accountSetup(
  store: Store,
  connectionId: number,
  rules: DistributionRules,
  nameOf: (client: number) => string,
): Promise<BuiltSetup> {
  const records = new Map<SetupKind, KeptRecord[]>();
  const hash = createHash('sha256').update(JSON.stringify(rules));
  for (const kind of SETUP_KINDS) records.set(kind, await recordsOf(store, connectionId, kind, hash));
  const missing = NEEDED.filter((kind) => records.get(kind)?.length === 0).map((kind) => WORDS[kind]);
  if (missing.length > 0) {
    throw new CommandError(
      'conflict',
      `This desk has no copies of the account’s ${AND.format(missing)} yet. Refresh them first.`,
    );
  }
  const readAt = (['clients', 'accounts', 'orders', 'lists', 'leadTypes'] as const)
    .map((kind) => readState(store, { connectionId, kind, parent: 0 }).readAt)
    .filter((at) => at !== null);
  return {
    setup: setupFromRecords((kind) => records.get(kind) ?? [], rules, nameOf),
    readAt: readAt.length === 0 ? null : Math.min(...readAt),
    revision: hash.digest('base64url'),
  };
}

/** The records of a kind. Their revisions are added to the hash. */
async function recordsOf(store: Store, connectionId: number, kind: SetupKind, hash: Hash): Promise<KeptRecord[]> {
  const found: KeptRecord[] = [];
  for (;;) {
    const last = found.at(-1) ?? { parent: -1, id: -1 };
    const rows = recordsAfter(store, { connectionId, kind }, last, PORTION);
    for (const { parent, id, body, revision } of rows) {
      found.push({ parent, id, body: JSON.parse(body) as KeptRecord['body'] });
      hash.update(`${kind} ${parent} ${id} ${revision}\n`);
    }
    if (rows.length < PORTION) return found;
    await yieldToEventLoop();
  }
}

/** The receivers that post leads of the account's lead types: their ids, lead types and campaigns. */
export const receiversOf = (
  store: Store,
  { leadTypes }: AccountSetup,
): ReadonlyMap<number, { readonly leadTypeUid: number; readonly campaign: number | null }> =>
  new Map(
    listConnections(store).flatMap(({ id, receiver }) =>
      receiver !== null && leadTypes.some(({ leadTypeUid }) => leadTypeUid === receiver.lid)
        ? [[id, { leadTypeUid: receiver.lid, campaign: receiver.aid }] as const]
        : [],
    ),
  );

import { CommandError, type CommandOutput } from '../../../src-preload/contract/index.ts';
import type { Handlers } from '../../commands/handlers.ts';
import { perSecondOf } from '../../connections/connection-rows.ts';
import { getConnection } from '../../connections/connections.ts';
import type { ModuleContext } from '../../module/context.ts';
import { yieldToEventLoop } from '../../platform/yielding.ts';
import type { Accounts } from '../accounts.ts';
import type { RecordSecrets } from '../record-secrets.ts';
import { ClientNames } from './client-names.ts';
import { emptyRecord } from './empty-record.ts';
import { fieldsOf, shownField } from './fields.ts';
import { KINDS, type Place } from './kinds.ts';
import { READS_PER_SECOND, ReadPace } from './read-pace.ts';
import { connectionsWithReads, forgetReads } from './read-rows.ts';
import { RecordLists } from './record-lists.ts';
import { connectionsWithRecords, forgetRecords, recordRow } from './record-rows.ts';
import { Refresher } from './refresher.ts';

export interface RecordsPorts {
  readonly accounts: Accounts;
  readonly secrets: RecordSecrets;
}

/** What is kept of the records of accounts: read, shown, edited. */
export interface Records {
  start(): void;
  stop(): Promise<void>;
  /** Connections were removed: what is kept of them goes. */
  forgetGone(): Promise<void>;
}

/** Records taken out at once, so that others have their turn. */
const PORTION = 1_000;

export function createRecords(
  context: ModuleContext,
  handlers: Handlers,
  { accounts, secrets }: RecordsPorts,
): Records {
  const { store, clock, events, sends } = context;
  const names = new ClientNames(store);
  const lists = new RecordLists(store, names);
  const pace = new ReadPace(clock, (id) => perSecondOf(store, id) ?? READS_PER_SECOND);
  const changed = () => events.publish('changed', 'account');
  const refresher = new Refresher({ store, clock, accounts, secrets, lists, pace, changed });
  let forgetting: Promise<void> = Promise.resolve();
  let stopped = false;

  function placeOf(input: { connectionId: number; kind: Place['kind']; parent?: number | undefined }): Place {
    const connection = getConnection(store, input.connectionId);
    if (connection.kind !== 'leadexec') {
      throw new CommandError('invalid-input', `${connection.name} is not a LeadExec account.`, 'connectionId');
    }
    return { connectionId: input.connectionId, kind: input.kind, parent: input.parent ?? 0 };
  }

  handlers.on('leadexec.records', async (input) => {
    const place = placeOf(input);
    return { ...(await lists.query(input)), ...refresher.freshness(place) };
  });
  handlers.on('leadexec.values', async (input) => {
    placeOf(input);
    return lists.tally(input);
  });
  handlers.on('leadexec.fields', ({ kind }) => fieldsOutput(kind));
  handlers.on('leadexec.record', (input) => {
    const place = placeOf(input);
    if (input.id === 0) {
      return {
        record: JSON.stringify(emptyRecord(place.kind, place.parent, context.now())),
        readAt: null,
        revision: '',
      };
    }
    const row = recordRow(store, place, input.id);
    return row === undefined ? null : { record: row.body, readAt: row.readAt, revision: row.revision };
  });
  handlers.on('leadexec.refresh', async (input) => {
    const place = placeOf(input);
    needsParent(place);
    await refresher.refresh(place, input.id === undefined ? {} : { id: input.id });
    return refresher.freshness(place);
  });
  handlers.on('leadexec.open', (input) => {
    const place = placeOf(input);
    needsParent(place);
    refresher.open(place, input.olderThanMs);
    return refresher.freshness(place);
  });

  for (const name of ['leadexec.preview', 'leadexec.save', 'leadexec.saved', 'leadexec.undo'] as const) {
    handlers.on(name, () => {
      throw new CommandError('unavailable', 'This version can’t edit records yet.');
    });
  }

  async function forgetAll(): Promise<void> {
    const there = accounts.ids();
    const kept = new Set([...connectionsWithRecords(store), ...connectionsWithReads(store)]);
    for (const id of [...kept].filter((one) => !there.includes(one))) {
      lists.forget(id);
      while (!stopped && forgetRecords(store, id, PORTION) > 0) await yieldToEventLoop();
      if (!stopped) store.write(() => forgetReads(store, id));
    }
  }
  return {
    start: () => {
      if (sends) refresher.start();
    },
    async stop() {
      stopped = true;
      await refresher.close();
      await forgetting;
    },
    forgetGone() {
      forgetting = forgetting.then(forgetAll);
      return forgetting;
    },
  };
}

/** Which records are read, where their kind is one of many lists. @throws CommandError */
function needsParent({ kind, parent }: Place): void {
  const above = KINDS[kind].parent;
  // All accounts can be read at once, and with them all methods; a list comes with its items.
  if (above === null || parent > 0 || ['accounts', 'methods', 'listItems'].includes(kind)) return;
  throw new CommandError('invalid-input', `Say of which ${KINDS[above].what}.`, 'parent');
}

function fieldsOutput(kind: Place['kind']): CommandOutput<'leadexec.fields'> {
  const fields = fieldsOf(kind);
  const edits = fields.some(({ readOnly }) => !readOnly);
  return { fields: fields.map(shownField), edits, creates: edits };
}

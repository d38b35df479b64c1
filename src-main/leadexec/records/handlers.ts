import {
  CommandError,
  type CommandOutput,
  type NamesRead,
  type RecordKind,
} from '../../../src-preload/contract/index.ts';
import type { Handlers } from '../../commands/handlers.ts';
import { getConnection } from '../../connections/connections.ts';
import type { Store } from '../../db/store.ts';
import { NEVER_READ } from './created.ts';
import { type EditingPorts, previewEdit, saveEdit } from './editing.ts';
import { emptyRecord } from './empty-record.ts';
import { fieldsOf, shownField } from './fields.ts';
import { KINDS, type Place } from './kinds.ts';
import type { RecordLists } from './record-lists.ts';
import type { Refresher } from './refresher.ts';
import { savedOutput, undoSave } from './saved.ts';
import { shownSecret } from './show-secret.ts';
import { membersOf } from './shown-values.ts';

export interface HandlerPorts {
  readonly store: Store;
  readonly now: () => number;
  readonly lists: RecordLists;
  readonly refresher: Refresher;
  readonly editing: EditingPorts;
  readonly clientName: (connectionId: number, client: number) => string;
  /** How far the names of clients are read that a kind shows; null while none are read. */
  readonly namesRead: (connectionId: number, kind: RecordKind) => NamesRead | null;
  /** Called when somebody opens a place. */
  readonly opened: (place: Place) => void;
}
interface Asked {
  readonly connectionId: number;
  readonly kind: Place['kind'];
  readonly parent?: number | undefined;
}

/** The commands that show the copies of an account, and read it again. */
export function registerRecords(
  handlers: Handlers,
  { store, now, lists, refresher, editing, clientName, namesRead, opened }: HandlerPorts,
): void {
  const placeOf = (input: Asked) => accountPlace(store, input);
  handlers.on('leadexec.records', async (input) => {
    const place = placeOf(input);
    const names = namesRead(place.connectionId, place.kind);
    return { ...(await lists.query(input)), ...refresher.freshness(place), names };
  });
  handlers.on('leadexec.values', async (input) => {
    placeOf(input);
    return lists.tally(input);
  });
  handlers.on('leadexec.fields', ({ kind }) => fieldsOutput(kind));
  handlers.on('leadexec.record', (input) => {
    const place = placeOf(input);
    if (input.id === 0) {
      const record = JSON.stringify(emptyRecord(place.kind, place.parent, now()));
      return { record, readAt: null, revision: '', clientName: '' };
    }
    const record = editing.whole.of(place, input.id);
    if (record === null) return null;
    const { text, readAt, revision } = record;
    const client = Number(place.kind === 'clients' ? input.id : (membersOf(JSON.parse(text)).ClientUID ?? 0));
    return {
      ...{ record: text, readAt: readAt === NEVER_READ ? null : readAt, revision },
      clientName: client > 0 ? clientName(place.connectionId, client) : '',
    };
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
    opened(place);
    return refresher.freshness(place);
  });
}

/** The commands that edit records. */
export function registerEditing(handlers: Handlers, editing: EditingPorts): void {
  const { store } = editing;
  const placeOf = (input: Asked) => {
    const place = accountPlace(store, input);
    needsParent(place, 'of its own');
    return place;
  };
  handlers.on('leadexec.preview', (input) => previewEdit(editing, placeOf(input), input));
  handlers.on('leadexec.save', async (input) => ({ jobId: await saveEdit(editing, placeOf(input), input) }));
  handlers.on('leadexec.saved', ({ jobId }) => savedOutput(store, jobId));
  handlers.on('leadexec.secret', async (input) => ({ value: await shownSecret(editing, placeOf(input), input) }));
  handlers.on('leadexec.undo', async ({ jobId }) => ({ jobId: await undoSave(editing, jobId) }));
}

/** The place in a command, whose connection must be an account. @throws CommandError */
export function accountPlace(store: Store, { connectionId, kind, parent = 0 }: Asked): Place {
  const connection = getConnection(store, connectionId);
  if (connection.kind !== 'leadexec') {
    throw new CommandError('invalid-input', `${connection.name} is not a LeadExec account.`, 'connectionId');
  }
  return { connectionId, kind, parent: KINDS[kind].parent === null ? 0 : parent };
}

/** Which records are read, if their kind has many lists. @throws CommandError */
function needsParent({ kind, parent }: Place, which: 'of all' | 'of its own' = 'of all'): void {
  const above = KINDS[kind].parent;
  // All accounts can be read at once, and all methods with them. A list includes its items.
  if (above === null || parent > 0) return;
  if (which === 'of all' && ['accounts', 'methods', 'listItems'].includes(kind)) return;
  throw new CommandError('invalid-input', `Enter the ID of the ${KINDS[above].what} as parent.`, 'parent');
}

function fieldsOutput(kind: Place['kind']): CommandOutput<'leadexec.fields'> {
  const fields = fieldsOf(kind);
  const edits = fields.some(({ readOnly }) => !readOnly);
  return { fields: fields.map(shownField), edits, creates: edits };
}

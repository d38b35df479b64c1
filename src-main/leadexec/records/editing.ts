import {
  type CommandArguments,
  CommandError,
  type CommandOutput,
  type RecordEdit,
} from '../../../src-preload/contract/index.ts';
import { CALLS } from '../../vendors/leadexec/registry.ts';
import { AccountRequestError, accountRequest, type Kept } from '../../vendors/leadexec/request.ts';
import type { Accounts } from '../accounts.ts';
import { type EnqueuePorts, enqueueChange } from '../make-request.ts';
import type { RecordSecrets } from '../record-secrets.ts';
import { readingOf } from '../settle-by-reading.ts';
import { FIELD_DATA, type Written, written } from './bodies.ts';
import { clientFieldNames } from './client-field-names.ts';
import { NEVER_READ } from './created.ts';
import { applyEdit, changesBetween, fieldText, isSame, isSameRead, type Problem, sentFields } from './edits.ts';
import { emptyRecord } from './empty-record.ts';
import { expectation } from './expectation.ts';
import { KINDS, type Place } from './kinds.ts';
import type { Refresher } from './refresher.ts';
import { type Members, memberAt, membersOf } from './shown-values.ts';
import { warningsOf } from './warnings.ts';
import type { WholeRecords } from './whole-record.ts';

export interface EditingPorts extends EnqueuePorts {
  readonly accounts: Accounts;
  readonly secrets: RecordSecrets;
  readonly refresher: Refresher;
  readonly whole: WholeRecords;
}

type PreviewInput = CommandArguments<'leadexec.preview'>;
type SaveInput = CommandArguments<'leadexec.save'>;

const isOfFields = ({ field }: RecordEdit[number]): boolean => field.startsWith(`${FIELD_DATA}.`);

/** Reads the record of an edit again. @throws CommandError if it can't be read, or no longer exists */
async function readAgain(
  { refresher, whole }: EditingPorts,
  place: Place,
  id: number,
  edit: RecordEdit,
): Promise<{ readonly record: Members; readonly text: string; readonly revision: string }> {
  const errors = [await refresher.refresh(place, { id, fresh: true })];
  if (edit.some(isOfFields)) {
    errors.push(await refresher.refresh({ ...place, kind: 'clientValues', parent: id }, { fresh: true }));
  }
  const error = errors.find((one) => one !== null);
  if (error !== undefined) {
    throw new CommandError('unavailable', `Couldn’t reload the ${KINDS[place.kind].what}. ${error}`);
  }
  const now = whole.of(place, id);
  if (now?.readAt === NEVER_READ) {
    throw new CommandError(
      'conflict',
      `LeadExec returns a ${KINDS[place.kind].what} only with the delivery accounts that use it, and none uses this one yet. Add a delivery account with it first, then edit it.`,
    );
  }
  if (now === null) throw new CommandError('not-found', `This ${KINDS[place.kind].what} no longer exists in LeadExec.`);
  return { record: membersOf(JSON.parse(now.text)), text: now.text, revision: now.revision };
}

/** What an edit would change; see the contract. */
export async function previewEdit(
  ports: EditingPorts,
  place: Place,
  input: PreviewInput,
): Promise<CommandOutput<'leadexec.preview'>> {
  const preview = await unnamedPreview(ports, place, input);
  if (!input.edit.some(isOfFields)) return preview;
  const names = clientFieldNames(ports.store, place.connectionId, input.id);
  const named = <T extends { readonly field: string; readonly label: string }>(one: T): T => ({
    ...one,
    label: names.get(one.field.slice(FIELD_DATA.length + 1)) ?? one.label,
  });
  return { ...preview, changes: preview.changes.map(named), conflicts: preview.conflicts.map(named) };
}

async function unnamedPreview(
  ports: EditingPorts,
  place: Place,
  { id, edit, revision }: PreviewInput,
): Promise<CommandOutput<'leadexec.preview'>> {
  const { kind, parent } = place;
  if (id === 0) {
    const empty = emptyRecord(kind, parent, ports.now());
    const { record, problems } = applyEdit(kind, empty, edit);
    return {
      changes: changesBetween(kind, empty, record, pathsOf(edit)),
      ...{ conflicts: [], changedByOthers: [] },
      problems: [...problems, ...(await documentProblems(ports, place, null, record, edit, problems))],
      warnings: warningsOf(kind, null, []),
      ...{ record: JSON.stringify(empty), now: '' },
    };
  }
  const opened = ports.whole.at(place, id, revision);
  const now = await readAgain(ports, place, id, edit);
  const { record, problems } = applyEdit(kind, now.record, edit);
  const edited = pathsOf(edit);
  const changes = changesBetween(kind, now.record, record, edited);
  return {
    ...{ changes, conflicts: conflictsOf(place, opened, now.record, record, edited) },
    changedByOthers:
      opened === null
        ? []
        : changesBetween(
            kind,
            opened,
            now.record,
            sentFields(kind).flatMap(({ path }) =>
              edited.includes(path) || isSameRead(kind, path, opened, now.record) ? [] : [path],
            ),
          ),
    problems: [...problems, ...(await documentProblems(ports, place, now.record, record, edit, problems))],
    warnings: warningsOf(kind, now.record, changes),
    ...{ record: now.text, now: now.revision },
  };
}

const pathsOf = (edit: RecordEdit): string[] => edit.map(({ field }) => field);

/** Fields of an edit that somebody else changed to another value; all of them if the opened version is no longer known. */
function conflictsOf(
  { kind }: Place,
  opened: Members | null,
  now: Members,
  edited: Members,
  paths: readonly string[],
): CommandOutput<'leadexec.preview'>['conflicts'] {
  return paths.flatMap((path) => {
    if (isSame(kind, path, now, edited)) return [];
    if (opened !== null && isSameRead(kind, path, opened, now)) return [];
    const { label, text } = fieldText(kind, path);
    const before = opened === null ? 'unknown' : text(opened);
    return [{ field: path, label, before, now: text(now), after: text(edited) }];
  });
}

/** What the document does not allow in the change. */
async function documentProblems(
  ports: EditingPorts,
  place: Place,
  base: Members | null,
  record: Members,
  edit: RecordEdit,
  known: readonly Problem[],
): Promise<Problem[]> {
  if (known.length > 0 || edit.length === 0) return [];
  const change = written(place.kind, place.parent, base, record);
  if (change === null) return [{ field: '', problem: noCall(place) }];
  const { body, missing } = await ports.secrets.reveal(place.connectionId, change.body);
  const problems = missing.map((field) => ({
    field,
    problem: 'Its value isn’t saved on this desk. Refresh the record.',
  }));
  return [...problems, ...requestProblems(ports, place, { ...change, body }, valuesOf(base))];
}

const noCall = ({ kind }: Place): string => `LeadExec’s API can’t change a ${KINDS[kind].what}.`;

/** What the document does not allow in a request. `kept` are values outside the document that may be sent. */
export function requestProblems({ accounts }: EditingPorts, place: Place, change: Written, kept: Kept): Problem[] {
  try {
    const { access } = accounts.of(place.connectionId);
    accountRequest(definitionOf(change), access, { path: change.path, body: change.body }, { kept });
    return [];
  } catch (error) {
    if (!(error instanceof AccountRequestError)) throw error;
    return error.problems.map((problem) => {
      const [field = ''] = problem.replace(/^Info\./, '').split(' ');
      return { field, problem: `${problem}.` };
    });
  }
}

function definitionOf({ call }: Written) {
  const definition = CALLS.get(call);
  if (!definition) throw new Error(`There is no call ${call}`);
  return definition;
}

/** The values of a record by their members, in any form and at any depth: those outside the document may be sent back. */
function valuesOf(record: Members | null): Kept {
  const known = new Set<string>();
  const add = (name: string, value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) add(name, one);
    else if (typeof value === 'object' && value !== null) {
      for (const [inner, member] of Object.entries(value)) add(inner, member);
    } else known.add(`${name} ${String(value)}`);
  };
  add('', record);
  return (member, value) => known.has(`${member} ${String(value)}`);
}

/**
 * Sends an edit as a job; see the contract. `kept` are values outside the document that may be sent: by default those that the record has.
 *
 * @throws CommandError
 */
export async function saveEdit(ports: EditingPorts, place: Place, input: SaveInput, kept?: Kept): Promise<number> {
  const { id, edit, revision } = input;
  const { connectionId, kind, parent } = place;
  const base = id === 0 ? null : ports.whole.at(place, id, revision);
  if (id !== 0 && base === null) {
    throw new CommandError(
      'conflict',
      `This ${KINDS[kind].what} was changed since you opened it. Reopen it and try again.`,
    );
  }
  const start = base ?? emptyRecord(kind, parent, ports.now());
  const { record, problems } = applyEdit(kind, start, edit);
  refuse(problems);
  const change = written(kind, parent, base, record);
  if (change === null) throw new CommandError('invalid-input', noCall(place), 'kind');
  const { body, missing } = await ports.secrets.reveal(connectionId, change.body);
  refuse(missing.map((field) => ({ field, problem: 'Its value isn’t saved on this desk. Refresh the record.' })));
  refuse(requestProblems(ports, place, { ...change, body }, kept ?? valuesOf(base)));
  const whole = { path: { ...change.path }, body };
  if (base !== null && readingOf(change.call, whole) === null) await refuseChanged(ports, place, input, base);
  const expects = base === null ? null : await ports.secrets.reveal(connectionId, expectation(kind, base, change));
  return enqueueChange(ports, {
    ...{ connectionId, name: change.call, definition: definitionOf(change), whole, kept: true },
    save: {
      ...{ kind, parent, recordId: id },
      expects: expects === null ? null : membersOf(expects.body),
      before: id === 0 ? [] : beforeOf(place, start, edit),
    },
  });
}

/** The edit that undoes an edit. A password can't be restored. */
function beforeOf({ kind }: Place, base: Members, edit: RecordEdit): RecordEdit {
  const secret = new Set(sentFields(kind).flatMap(({ path, secret: is }) => (is ? [path] : [])));
  return edit
    .filter(({ field }) => !secret.has(field))
    .map(({ field }) => ({ field, value: (memberAt(base, field) ?? null) as RecordEdit[number]['value'] }));
}

/** If no single call can check before the send whether the record is unchanged, it is read here. */
async function refuseChanged(ports: EditingPorts, place: Place, { id, edit }: SaveInput, base: Members): Promise<void> {
  const now = await readAgain(ports, place, id, edit);
  const paths = pathsOf(edit).filter((path) => !isSameRead(place.kind, path, base, now.record));
  const changed = changesBetween(place.kind, base, now.record, paths);
  if (changed.length === 0) return;
  const names = [...new Set(changed.map(({ label }) => label))].join(', ');
  throw new CommandError(
    'conflict',
    `Someone else changed ${names} in the meantime. Reopen the ${KINDS[place.kind].what} and try again.`,
  );
}

function refuse(problems: readonly Problem[]): void {
  const [first] = problems;
  if (first === undefined) return;
  const words = problems.map(({ field, problem }) => (problem.startsWith(field) ? problem : `${field}: ${problem}`));
  throw new CommandError('invalid-input', words.join(' '), 'edit');
}

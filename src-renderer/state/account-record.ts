import { useEffect, useState } from 'react';
import type { CommandInput, CommandOutput, RecordEdit, RecordKind } from '../../src-preload/contract/index.ts';
import { call, errorMessage } from '../bridge/index.ts';
import { useCommandQuery } from './use-command-query.ts';

/** The place of a record; `id` 0 is a new one. */
export interface RecordPlace {
  readonly connectionId: number;
  readonly kind: RecordKind;
  readonly parent: number;
  readonly id: number;
}

export type Members = Readonly<Record<string, unknown>>;
export type EditValue = RecordEdit[number]['value'];
/** The edits of a record, by the path of the field. */
export type Draft = Readonly<Record<string, EditValue>>;

export type Preview = CommandOutput<'leadexec.preview'>;

export const editOf = (draft: Draft): RecordEdit => Object.entries(draft).map(([field, value]) => ({ field, value }));

/** A record as it was when it was opened: JSON members and the revision that an edit is made against. */
export interface OpenedRecord {
  readonly record: Members;
  readonly revision: string;
  readonly readAt: number | null;
  /** The name of the client that it is or belongs to; empty if there is none. */
  readonly clientName: string;
}

interface Opening {
  /** Null while it is loading, or if it doesn't exist. */
  readonly opened: OpenedRecord | null;
  /** Whether there is no copy of it on this desk. */
  readonly missing: boolean;
  readonly error: string | null;
  /** Takes the record as the desk has it now. */
  readonly reread: () => Promise<void>;
}

const openedOf = ({
  record,
  revision,
  readAt,
  clientName,
}: NonNullable<CommandOutput<'leadexec.record'>>): OpenedRecord => ({
  ...{ record: JSON.parse(record) as Members, revision, readAt, clientName },
});

/** Opens a record, and updates it while there are no edits; with edits it stays as it was opened. */
export function useRecord(place: RecordPlace, isEdited: boolean): Opening {
  const { value, error } = useCommandQuery('leadexec.record', { ...place }, ['account']);
  const [held, setHeld] = useState<OpenedRecord | null>(null);
  const { connectionId, kind, parent, id } = place;
  useEffect(() => {
    if (id === 0) return;
    // A client’s own fields take one call per client, so they are read when it is opened.
    const opens =
      kind === 'clients'
        ? [
            { kind, parent },
            { kind: 'clientValues' as const, parent: id },
          ]
        : [{ kind, parent }];
    for (const one of opens) {
      // Offline, the stored copy is shown, and the list says how old it is.
      if (one.kind !== 'campaigns' || one.parent > 0)
        call('leadexec.open', { connectionId, ...one }).catch(() => undefined);
    }
  }, [connectionId, kind, parent, id]);
  useEffect(() => {
    if (value !== null && !isEdited) setHeld(openedOf(value));
  }, [value, isEdited]);
  const reread = async () => {
    // Where it can't be read, the record stays as it is shown; the query beside says why.
    const now = await call('leadexec.record', { connectionId, kind, parent, id }).catch(() => null);
    if (now !== null) setHeld(openedOf(now));
  };
  return { opened: held, missing: held === null && value === null && error === null, error, reread };
}

/** What an edit would change, after the record was read again. @returns a text with the reason if that can't be determined */
export async function previewEdit(place: RecordPlace, revision: string, draft: Draft): Promise<Preview | string> {
  try {
    return await call('leadexec.preview', { ...place, revision, edit: editOf(draft) });
  } catch (thrown) {
    return errorMessage(thrown);
  }
}

/** Saves an edit as a job. @returns a text with the reason if it can't be saved */
export async function saveEdit(place: RecordPlace, revision: string, draft: Draft): Promise<number | string> {
  try {
    const { jobId } = await call('leadexec.save', { ...place, revision, edit: editOf(draft) });
    return jobId;
  } catch (thrown) {
    return errorMessage(thrown);
  }
}

/** Undoes a save. @returns the job that does it, or a text with the reason if that isn't possible */
export async function undoSave(jobId: number): Promise<number | string> {
  try {
    return (await call('leadexec.undo', { jobId })).jobId;
  } catch (thrown) {
    return errorMessage(thrown);
  }
}

/** One password of a record, where this desk knows it. @returns null where it doesn't, and why it can't be shown as `error` */
export async function readSecret(
  place: RecordPlace,
  field: string,
): Promise<{ readonly value: string | null } | { readonly error: string }> {
  try {
    return await call('leadexec.secret', { ...place, field });
  } catch (thrown) {
    return { error: errorMessage(thrown) };
  }
}

/** A field of a lead type, as criteria and mappings need it. */
export interface TypeField {
  readonly id: number;
  readonly name: string;
  readonly dataType: string;
  readonly values: readonly string[];
  readonly required: boolean;
  /** A regular expression that values must match; empty for none. */
  readonly format: string;
}

/** The fields before this desk's copies were read. */
export const NO_FIELDS: readonly TypeField[] = [];

/** The fields of a lead type with their allowed values; `NO_FIELDS` while the lead type is unknown or the copies are being read. */
export function useTypeFields(connectionId: number, leadType: number): readonly TypeField[] {
  const input: CommandInput<'leadexec.records'> | null =
    leadType === 0 ? null : { connectionId, kind: 'leadFields', parent: leadType, count: 1_000 };
  const { value } = useCommandQuery('leadexec.records', input, ['account']);
  const [fields, setFields] = useState<readonly TypeField[]>(NO_FIELDS);
  useEffect(() => {
    // Offline, the stored fields are shown.
    if (leadType !== 0)
      call('leadexec.open', { connectionId, kind: 'leadFields', parent: leadType }).catch(() => undefined);
  }, [connectionId, leadType]);
  useEffect(() => {
    if (value === null) return;
    let closed = false;
    const read = async () => {
      const made = value.rows.map(
        async ({ id, values }): Promise<TypeField> => ({
          ...{ id, name: String(values.Descriptor ?? id), dataType: String(values.FieldDataType ?? '') },
          ...{ required: values.Required === true, format: String(values.Validation ?? '') },
          values: values.Enumerated === true ? await enumsOf(connectionId, leadType, id) : [],
        }),
      );
      const all = await Promise.all(made);
      if (!closed) setFields(all);
    };
    void read();
    return () => {
      closed = true;
    };
  }, [value, connectionId, leadType]);
  return fields;
}

async function enumsOf(connectionId: number, parent: number, id: number): Promise<string[]> {
  try {
    const found = await call('leadexec.record', { connectionId, kind: 'leadFields', parent, id });
    const { FieldEnums } = JSON.parse(found?.record ?? '{}') as { FieldEnums?: { Descriptor?: unknown }[] };
    return (FieldEnums ?? []).flatMap(({ Descriptor }) => (Descriptor === undefined ? [] : [String(Descriptor)]));
  } catch {
    // Without them any value can be entered.
    return [];
  }
}

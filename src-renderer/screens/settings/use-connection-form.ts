import { useState } from 'react';
import { CommandError, type Connection } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import type { ConnectionDrafts, FieldErrors, ReadDraft } from '../../state/connection-drafts.ts';
import { refreshDesk } from '../../state/desk.ts';
import { toast } from '../../ui/toaster.tsx';
import { focusFirstWrong, useSaveKey } from './pane-frame.tsx';

interface ConnectionFormOptions<Draft> {
  /** Null for a new one. */
  readonly connection: Connection | null;
  readonly drafts: ConnectionDrafts<Draft>;
  readonly draftKey: string;
  /** The connection as it is saved. */
  readonly saved: Draft;
  readonly read: (draft: Draft) => ReadDraft;
  /** The form's field for a field of the contract's input that was refused. */
  readonly fieldOf: (path: string) => string | null;
  /** What the toast says of a new connection. */
  readonly connectedText: (saved: Connection, draft: Draft) => string;
  /** Whether the error of one field is settled by a change of another; by default only by its own. */
  readonly settles?: (changed: string, field: string) => boolean;
  readonly onSaved: (saved: Connection) => void;
}

/** The draft of a connection with its errors, and saving and dropping it: the same for all kinds of connections. */
export function useConnectionForm<Draft>(options: ConnectionFormOptions<Draft>) {
  const { connection, drafts, draftKey, settles = (changed, field) => changed === field } = options;
  const changes = drafts.useChanges(draftKey);
  const draft = { ...options.saved, ...changes };
  const [errors, setErrors] = useState<FieldErrors>({});
  const [failed, setFailed] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);

  const showErrors = (found: FieldErrors) => {
    setErrors(found);
    focusFirstWrong();
  };
  const drop = () => {
    drafts.drop(draftKey);
    setErrors({});
    setFailed(null);
  };
  const save = async () => {
    if (saving) return;
    const read = options.read(draft);
    setFailed(null);
    if ('errors' in read) return showErrors(read.errors);
    setErrors({});
    setSaving(true);
    try {
      const saved = await call('connections.save', read.input);
      // Without what is stored now, the form would show the values of before, and the next change would save them again.
      await refreshDesk();
      if (connection === null) drafts.drop(draftKey);
      else drafts.settle(draftKey, changes);
      toast(connection === null ? options.connectedText(saved, draft) : `${saved.name} saved.`);
      options.onSaved(saved);
    } catch (thrown) {
      const field = thrown instanceof CommandError ? options.fieldOf(thrown.field ?? '') : null;
      if (field === null) setFailed(`Not saved: ${errorMessage(thrown)} Your entries are still here.`);
      else showErrors({ [field]: errorMessage(thrown) });
    } finally {
      setSaving(false);
    }
  };
  useSaveKey(() => void save());

  return {
    draft,
    errors,
    /** Drops the draft of a removed connection before another screen opens. */
    removed: (onRemoved: () => void) => () => {
      drop();
      onRemoved();
    },
    change: (change: Partial<Draft>) => {
      drafts.change(draftKey, change);
      const changed = Object.keys(change);
      setErrors((before) =>
        Object.fromEntries(
          Object.entries(before).filter(([field]) => !changed.some((changedField) => settles(changedField, field))),
        ),
      );
    },
    pane: {
      isNew: connection === null,
      changed: changes !== undefined,
      saving,
      failed,
      onSave: () => void save(),
      onDrop: drop,
    },
  };
}

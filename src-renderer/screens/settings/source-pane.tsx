import { useState } from 'react';
import { useSearch } from 'wouter';
import { CommandError, type Connection } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import {
  changeSourceDraft,
  dropSourceDraft,
  readSource,
  type SourceErrors,
  type SourceKind,
  sourceDraftOf,
  sourceField,
  useSourceDrafts,
  VENDORS,
} from '../../state/settings-source.ts';
import { toast } from '../../ui/toaster.tsx';
import { focusFirstWrong, PaneForm, PaneFrame, useSaveKey } from './pane-frame.tsx';
import { SourceForm } from './source-form.tsx';
import { SourceLetIn } from './source-let-in.tsx';
import { SourceRejects } from './source-rejects.tsx';
import { SourceStanding } from './source-standing.tsx';

interface SourcePaneProps {
  readonly kind: SourceKind;
  /** Null for a new one. */
  readonly connection: Connection | null;
  readonly onClose: () => void;
  readonly onSaved: (connection: Connection) => void;
  readonly onRemoved: () => void;
}

/** One source of leads: how it does, what it could not read, and its form. What is typed is kept until it is saved or dropped. */
export function SourcePane({ kind, connection, onClose, onSaved, onRemoved }: SourcePaneProps) {
  const key = connection === null ? kind : String(connection.id);
  const changes = useSourceDrafts((s) => s.changes[key]);
  const draft = { ...sourceDraftOf(connection, kind), ...changes };
  const [errors, setErrors] = useState<SourceErrors>({});
  const [failed, setFailed] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const showsRejects = new URLSearchParams(useSearch()).get('show') === 'rejects';

  const wrong = (found: SourceErrors) => {
    setErrors(found);
    focusFirstWrong();
  };
  const save = async () => {
    if (saving) return;
    const read = readSource(draft, kind, connection);
    setFailed(null);
    if ('errors' in read) return wrong(read.errors);
    setErrors({});
    setSaving(true);
    try {
      const saved = await call('connections.save', read.input);
      dropSourceDraft(key);
      if (connection !== null) toast(`${saved.name} saved.`);
      else if (draft.auth === 'oauth') toast(`${saved.name} saved. Authorize access to receive its leads.`);
      else toast(`${saved.name} is connected. Its leads arrive in the inbox automatically.`);
      onSaved(saved);
    } catch (thrown) {
      const field = thrown instanceof CommandError ? sourceField(thrown.field ?? '') : null;
      if (field === null) setFailed(`Not saved: ${errorMessage(thrown)} Your entries are still here.`);
      else wrong({ [field]: errorMessage(thrown) });
    } finally {
      setSaving(false);
    }
  };
  useSaveKey(() => void save());

  return (
    <PaneFrame title={connection?.name ?? `New source: ${VENDORS[kind].name}`} onClose={onClose}>
      {connection !== null && <SourceStanding connection={connection} onRemoved={onRemoved} />}
      {connection?.source?.kind === 'liondesk' && connection.source.auth === 'oauth' && (
        <SourceLetIn connection={connection} />
      )}
      {connection !== null && showsRejects ? (
        <SourceRejects connection={connection} />
      ) : (
        <PaneForm
          isNew={connection === null}
          changed={changes !== undefined}
          saving={saving}
          failed={failed}
          onSave={() => void save()}
          onDrop={() => {
            dropSourceDraft(key);
            setErrors({});
            setFailed(null);
          }}
        >
          <SourceForm
            kind={kind}
            draft={draft}
            errors={errors}
            isNew={connection === null}
            hasPassword={connection?.hasPassword === true}
            onChange={(change) => {
              changeSourceDraft(key, change);
              setErrors((before) => withoutAsked(before, Object.keys(change)));
            }}
          />
        </PaneForm>
      )}
    </PaneFrame>
  );
}

/** The errors without those of fields that are being changed. */
function withoutAsked(errors: SourceErrors, fields: readonly string[]): SourceErrors {
  const only = fields.includes('filters') || fields.includes('conditions');
  return Object.fromEntries(
    Object.entries(errors).filter(([field]) => !fields.includes(field) && !(only && field.startsWith('only.'))),
  );
}

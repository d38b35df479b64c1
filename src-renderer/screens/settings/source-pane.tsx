import { useSearch } from 'wouter';
import type { Connection } from '../../../src-preload/contract/index.ts';
import { draftKey } from '../../state/connection-drafts.ts';
import {
  readSource,
  type SourceKind,
  sourceDraftOf,
  sourceDrafts,
  sourceField,
  VENDORS,
} from '../../state/settings-source.ts';
import { PaneForm, PaneFrame } from './pane-frame.tsx';
import { SourceForm } from './source-form.tsx';
import { SourceLetIn } from './source-let-in.tsx';
import { SourceRejects } from './source-rejects.tsx';
import { SourceStanding } from './source-standing.tsx';
import { useConnectionForm } from './use-connection-form.ts';

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
  const form = useConnectionForm({
    connection,
    drafts: sourceDrafts,
    draftKey: draftKey(connection, kind),
    saved: sourceDraftOf(connection, kind),
    read: (draft) => readSource(draft, kind, connection),
    fieldOf: sourceField,
    connectedText: ({ name }, { auth }) =>
      auth === 'oauth'
        ? `${name} saved. Authorize access to receive its leads.`
        : `${name} is connected. Its leads arrive in the inbox automatically.`,
    settles: settlesSourceError,
    onSaved,
  });
  const showsRejects = new URLSearchParams(useSearch()).get('show') === 'rejects';

  return (
    <PaneFrame title={connection?.name ?? `New source: ${VENDORS[kind].name}`} onClose={onClose}>
      {connection !== null && <SourceStanding connection={connection} onRemoved={form.removed(onRemoved)} />}
      {connection?.source?.kind === 'liondesk' && connection.source.auth === 'oauth' && (
        <SourceLetIn connection={connection} />
      )}
      {connection !== null && showsRejects ? (
        <SourceRejects connection={connection} />
      ) : (
        <PaneForm {...form.pane}>
          <SourceForm
            kind={kind}
            draft={form.draft}
            errors={form.errors}
            isNew={connection === null}
            hasPassword={connection?.hasPassword === true}
            onChange={form.change}
          />
        </PaneForm>
      )}
    </PaneFrame>
  );
}

/** A change of the filters or conditions settles the errors of each of them. */
function settlesSourceError(changed: string, field: string): boolean {
  return changed === field || ((changed === 'filters' || changed === 'conditions') && field.startsWith('only.'));
}

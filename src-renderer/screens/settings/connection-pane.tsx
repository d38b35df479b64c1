import type { Connection } from '../../../src-preload/contract/index.ts';
import { draftKey } from '../../state/connection-drafts.ts';
import { dialerDrafts, draftField, draftOf, readDraft } from '../../state/settings-connection.ts';
import { ConnectionForm } from './connection-form.tsx';
import { ConnectionStatus } from './connection-status.tsx';
import { testSaved } from './connection-test.tsx';
import { PaneForm, PaneFrame } from './pane-frame.tsx';
import { useConnectionForm } from './use-connection-form.ts';

interface ConnectionPaneProps {
  /** Null for a new one. */
  readonly connection: Connection | null;
  readonly onClose: () => void;
  readonly onSaved: (connection: Connection) => void;
  readonly onRemoved: () => void;
}

/** One connection: its status, and its form. What is typed is kept until it is saved or dropped. */
export function ConnectionPane({ connection, onClose, onSaved, onRemoved }: ConnectionPaneProps) {
  const form = useConnectionForm({
    connection,
    drafts: dialerDrafts,
    draftKey: draftKey(connection),
    saved: draftOf(connection),
    read: (draft) => readDraft(draft, connection),
    fieldOf: draftField,
    connectedText: ({ name }) => `${name} is connected.`,
    onSaved: (saved) => {
      onSaved(saved);
      void testSaved(saved);
    },
  });

  return (
    <PaneFrame title={connection?.name ?? 'New connection'} onClose={onClose}>
      {connection !== null && <ConnectionStatus connection={connection} onRemoved={form.removed(onRemoved)} />}
      <PaneForm {...form.pane}>
        <ConnectionForm
          draft={form.draft}
          errors={form.errors}
          hasPassword={connection?.hasPassword === true}
          onChange={form.change}
        />
      </PaneForm>
    </PaneFrame>
  );
}

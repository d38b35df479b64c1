import { useState } from 'react';
import type { Connection } from '../../../src-preload/contract/index.ts';
import { LeadTypeFields } from '../../features/receiver/lead-type-fields.tsx';
import { draftKey } from '../../state/connection-drafts.ts';
import { readReceiver, receiverDraftOf, receiverDrafts, receiverFieldOf } from '../../state/settings-receiver.ts';
import { ConnectionStatus } from './connection-status.tsx';
import { PaneForm, PaneFrame } from './pane-frame.tsx';
import { ReceiverForm } from './receiver-form.tsx';
import { ReceiverTest } from './receiver-test.tsx';
import { useConnectionForm } from './use-connection-form.ts';

interface ReceiverPaneProps {
  /** Null for a new one. */
  readonly connection: Connection | null;
  readonly onClose: () => void;
  readonly onSaved: (connection: Connection) => void;
  readonly onRemoved: () => void;
}

/** One lead receiver: its state, the fields of its lead type, and its form. What is typed is kept until it is saved or dropped. */
export function ReceiverPane({ connection, onClose, onSaved, onRemoved }: ReceiverPaneProps) {
  const [saves, setSaves] = useState(0);
  const form = useConnectionForm({
    connection,
    drafts: receiverDrafts,
    draftKey: draftKey(connection),
    saved: receiverDraftOf(connection),
    read: (draft) => readReceiver(draft, connection),
    fieldOf: receiverFieldOf,
    connectedText: ({ name }) => `${name} is connected. Test it with a ping, then post leads to it.`,
    onSaved: (saved) => {
      setSaves((before) => before + 1);
      onSaved(saved);
    },
  });

  return (
    <PaneFrame title={connection?.name ?? 'New lead receiver'} onClose={onClose}>
      {connection !== null && (
        <>
          <ConnectionStatus connection={connection} onRemoved={form.removed(onRemoved)} />
          {/* What a test found applies to the numbers and secrets it was made with. */}
          <ReceiverTest key={saves} connection={connection} />
          <LeadTypeFields connectionId={connection.id} />
        </>
      )}
      <PaneForm {...form.pane}>
        <ReceiverForm draft={form.draft} errors={form.errors} isNew={connection === null} onChange={form.change} />
      </PaneForm>
    </PaneFrame>
  );
}

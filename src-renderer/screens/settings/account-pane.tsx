import type { Connection } from '../../../src-preload/contract/index.ts';
import { draftKey } from '../../state/connection-drafts.ts';
import { accountDraftOf, accountDrafts, accountFieldOf, readAccount } from '../../state/settings-account.ts';
import { AccountForm } from './account-form.tsx';
import { ConnectionStatus } from './connection-status.tsx';
import { PaneForm, PaneFrame } from './pane-frame.tsx';
import { useConnectionForm } from './use-connection-form.ts';

interface AccountPaneProps {
  /** Null for a new one. */
  readonly connection: Connection | null;
  readonly onClose: () => void;
  readonly onSaved: (connection: Connection) => void;
  readonly onRemoved: () => void;
}

/** One LeadExec account: its state and its form. What is typed is kept until it is saved or dropped. */
export function AccountPane({ connection, onClose, onSaved, onRemoved }: AccountPaneProps) {
  const form = useConnectionForm({
    connection,
    drafts: accountDrafts,
    draftKey: draftKey(connection),
    saved: accountDraftOf(connection),
    read: (draft) => readAccount(draft, connection),
    fieldOf: accountFieldOf,
    connectedText: ({ name }) => `${name} is connected. Its records are under Account.`,
    onSaved,
  });

  return (
    <PaneFrame title={connection?.name ?? 'New LeadExec account'} onClose={onClose}>
      {connection !== null && <ConnectionStatus connection={connection} onRemoved={form.removed(onRemoved)} />}
      <PaneForm {...form.pane}>
        <AccountForm draft={form.draft} errors={form.errors} isNew={connection === null} onChange={form.change} />
      </PaneForm>
    </PaneFrame>
  );
}

import { useState } from 'react';
import { CommandError, type Connection } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import {
  type AccountErrors,
  accountDraftOf,
  accountFieldOf,
  changeAccountDraft,
  dropAccountDraft,
  readAccount,
  useAccountDrafts,
} from '../../state/settings-account.ts';
import { toast } from '../../ui/toaster.tsx';
import { AccountForm } from './account-form.tsx';
import { Standing } from './connection-pane.tsx';
import { focusFirstWrong, PaneForm, PaneFrame, useSaveKey } from './pane-frame.tsx';

interface AccountPaneProps {
  /** Null for a new one. */
  readonly connection: Connection | null;
  readonly onClose: () => void;
  readonly onSaved: (connection: Connection) => void;
  readonly onRemoved: () => void;
}

/** One LeadExec account: how it stands, and its form. What is typed is kept until it is saved or dropped. */
export function AccountPane({ connection, onClose, onSaved, onRemoved }: AccountPaneProps) {
  const id = connection?.id ?? 0;
  const changes = useAccountDrafts((s) => s.changes[id]);
  const draft = { ...accountDraftOf(connection), ...changes };
  const [errors, setErrors] = useState<AccountErrors>({});
  const [failed, setFailed] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);

  const wrong = (found: AccountErrors) => {
    setErrors(found);
    focusFirstWrong();
  };
  const save = async () => {
    if (saving) return;
    const read = readAccount(draft, connection);
    setFailed(null);
    if ('errors' in read) return wrong(read.errors);
    setErrors({});
    setSaving(true);
    try {
      const saved = await call('connections.save', read.input);
      dropAccountDraft(id);
      toast(
        connection === null ? `${saved.name} is connected. Its records are under Account.` : `${saved.name} saved.`,
      );
      onSaved(saved);
    } catch (thrown) {
      const field = thrown instanceof CommandError ? accountFieldOf(thrown.field ?? '') : null;
      if (field === null) setFailed(`Not saved: ${errorMessage(thrown)} Your entries are still here.`);
      else wrong({ [field]: errorMessage(thrown) });
    } finally {
      setSaving(false);
    }
  };
  useSaveKey(() => void save());

  return (
    <PaneFrame title={connection?.name ?? 'New LeadExec account'} onClose={onClose}>
      {connection !== null && <Standing connection={connection} onRemoved={onRemoved} />}
      <PaneForm
        isNew={connection === null}
        changed={changes !== undefined}
        saving={saving}
        failed={failed}
        onSave={() => void save()}
        onDrop={() => {
          dropAccountDraft(id);
          setErrors({});
          setFailed(null);
        }}
      >
        <AccountForm
          draft={draft}
          errors={errors}
          isNew={connection === null}
          onChange={(change) => {
            changeAccountDraft(id, change);
            setErrors((before) =>
              Object.fromEntries(Object.entries(before).filter(([field]) => !Object.keys(change).includes(field))),
            );
          }}
        />
      </PaneForm>
    </PaneFrame>
  );
}

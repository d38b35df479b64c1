import { useState } from 'react';
import { CommandError, type Connection } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { LeadTypeFields } from '../../features/receiver/lead-type-fields.tsx';
import {
  changeReceiverDraft,
  dropReceiverDraft,
  type ReceiverErrors,
  readReceiver,
  receiverDraftOf,
  receiverFieldOf,
  useReceiverDrafts,
} from '../../state/settings-receiver.ts';
import { toast } from '../../ui/toaster.tsx';
import { Standing } from './connection-pane.tsx';
import { focusFirstWrong, PaneForm, PaneFrame, useSaveKey } from './pane-frame.tsx';
import { ReceiverForm } from './receiver-form.tsx';
import { ReceiverTest } from './receiver-test.tsx';

interface ReceiverPaneProps {
  /** Null for a new one. */
  readonly connection: Connection | null;
  readonly onClose: () => void;
  readonly onSaved: (connection: Connection) => void;
  readonly onRemoved: () => void;
}

/** One lead receiver: how it stands, the fields of its lead type, and its form. What is typed is kept until it is saved or dropped. */
export function ReceiverPane({ connection, onClose, onSaved, onRemoved }: ReceiverPaneProps) {
  const id = connection?.id ?? 0;
  const changes = useReceiverDrafts((s) => s.changes[id]);
  const draft = { ...receiverDraftOf(connection), ...changes };
  const [errors, setErrors] = useState<ReceiverErrors>({});
  const [failed, setFailed] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);

  const wrong = (found: ReceiverErrors) => {
    setErrors(found);
    focusFirstWrong();
  };
  const save = async () => {
    if (saving) return;
    const read = readReceiver(draft, connection);
    setFailed(null);
    if ('errors' in read) return wrong(read.errors);
    setErrors({});
    setSaving(true);
    try {
      const saved = await call('connections.save', read.input);
      dropReceiverDraft(id);
      toast(
        connection === null
          ? `${saved.name} is connected. Test it with a ping, then post leads to it.`
          : `${saved.name} saved.`,
      );
      onSaved(saved);
    } catch (thrown) {
      const field = thrown instanceof CommandError ? receiverFieldOf(thrown.field ?? '') : null;
      if (field === null) setFailed(`Not saved: ${errorMessage(thrown)} Your entries are still here.`);
      else wrong({ [field]: errorMessage(thrown) });
    } finally {
      setSaving(false);
    }
  };
  useSaveKey(() => void save());

  return (
    <PaneFrame title={connection?.name ?? 'New lead receiver'} onClose={onClose}>
      {connection !== null && (
        <>
          <Standing connection={connection} onRemoved={onRemoved} />
          <ReceiverTest connection={connection} />
          <LeadTypeFields connectionId={connection.id} />
        </>
      )}
      <PaneForm
        isNew={connection === null}
        changed={changes !== undefined}
        saving={saving}
        failed={failed}
        onSave={() => void save()}
        onDrop={() => {
          dropReceiverDraft(id);
          setErrors({});
          setFailed(null);
        }}
      >
        <ReceiverForm
          draft={draft}
          errors={errors}
          isNew={connection === null}
          onChange={(change) => {
            changeReceiverDraft(id, change);
            setErrors((before) =>
              Object.fromEntries(Object.entries(before).filter(([field]) => !Object.keys(change).includes(field))),
            );
          }}
        />
      </PaneForm>
    </PaneFrame>
  );
}

import { ClipboardList, Download } from 'lucide-react';
import { useState } from 'react';
import type { FieldSource, ReceiverField } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { ActionButton } from '../../ui/button.tsx';
import { formatCount, formatWhen } from '../../ui/format.ts';
import { useAction } from '../../ui/keys.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import { toast } from '../../ui/toaster.tsx';
import { FieldsDialog } from './fields-dialog.tsx';
import styles from './receiver.module.css';

/** The known fields of a campaign's lead type, and the ways to load them. */
export function LeadTypeFields({
  connectionId,
  onSaved,
}: {
  readonly connectionId: number;
  readonly onSaved?: () => void;
}) {
  const {
    value: fields,
    error: unread,
    refresh,
  } = useCommandQuery('delivery.fields', { connectionId }, ['connections']);
  const { value: source, refresh: lookAgain } = useCommandQuery('delivery.fieldSource', { connectionId }, [
    'connections',
  ]);
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const changed = () => {
    setError(null);
    void refresh();
    void lookAgain();
    onSaved?.();
  };
  const bring = useAction({
    id: 'receiver.fields',
    label: fields !== null && fields.length > 0 ? 'Change lead fields …' : 'Paste posting instructions …',
    keys: 'f',
    group: 'Lead receiver',
    // The dialog begins with the fields that are known, so it opens once they are loaded.
    disabled: fields === null && unread === null,
    run: () => setOpen(true),
  });
  return (
    <section aria-label="Lead fields" className={styles.fields}>
      <p>{fields === null || source === null ? ' ' : knownOf(fields, source)}</p>
      {source?.accounts.map(({ id, name }, at) => (
        <ReadFromAccount
          key={id}
          {...{ connectionId, accountId: id, name, isFirst: at === 0, onError: setError }}
          onRead={changed}
        />
      ))}
      <ActionButton action={bring} size="small" icon={ClipboardList} />
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      {open && (
        <FieldsDialog
          connectionId={connectionId}
          known={fields ?? []}
          onClose={() => setOpen(false)}
          onSaved={() => {
            setOpen(false);
            changed();
          }}
        />
      )}
    </section>
  );
}

function knownOf(fields: readonly ReceiverField[], { from, account, at }: FieldSource): string {
  if (fields.length === 0) {
    return 'Its fields aren’t known yet: columns are posted under their own names, and nothing is checked.';
  }
  const required = fields.filter((one) => one.required).length;
  const when = at === null ? '' : `, updated ${formatWhen(at)}`;
  const whose = account?.name ?? 'an account that is no longer connected';
  const origin = from === 'account' ? ` Read from ${whose}${when}.` : ` From your posting instructions${when}.`;
  return `${formatCount(fields.length, 'field')} known, ${required} required.${origin} Rows are checked against them before anything is posted.`;
}

interface ReadFromAccountProps {
  readonly connectionId: number;
  readonly accountId: number;
  readonly name: string;
  readonly isFirst: boolean;
  readonly onRead: () => void;
  readonly onError: (sentence: string | null) => void;
}

/** Reads the fields from the LeadExec account that is connected as well. */
function ReadFromAccount({ connectionId, accountId, name, isFirst, onRead, onError }: ReadFromAccountProps) {
  const [reading, setReading] = useState(false);
  const read = useAction({
    id: `receiver.readFields.${accountId}`,
    label: reading ? `Reading from ${name} …` : `Read from ${name}`,
    ...(isFirst ? { keys: 'r' } : {}),
    group: 'Lead receiver',
    disabled: reading,
    run: () => {
      setReading(true);
      onError(null);
      call('delivery.readAccountFields', { connectionId, accountId })
        .then(
          () => {
            toast(`Lead fields read from ${name}.`);
            onRead();
          },
          (thrown: unknown) => onError(errorMessage(thrown)),
        )
        .finally(() => setReading(false));
    },
  });
  return <ActionButton action={read} size="small" icon={Download} />;
}

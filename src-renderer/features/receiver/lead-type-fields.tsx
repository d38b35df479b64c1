import { ClipboardList } from 'lucide-react';
import { useState } from 'react';
import { useAsk } from '../../state/use-ask.ts';
import { ActButton } from '../../ui/button.tsx';
import { formatCount } from '../../ui/format.ts';
import { useAct } from '../../ui/keys.ts';
import { FieldsDialog } from './fields-dialog.tsx';
import styles from './receiver.module.css';

/** What is known of the fields of a campaign's lead type, and the way to bring them. */
export function LeadTypeFields({
  connectionId,
  onSaved,
}: {
  readonly connectionId: number;
  readonly onSaved?: () => void;
}) {
  const { value: fields, refresh } = useAsk('delivery.fields', { connectionId }, ['connections']);
  const [open, setOpen] = useState(false);
  const bring = useAct({
    id: 'receiver.fields',
    label: fields !== null && fields.length > 0 ? 'Change lead fields …' : 'Paste posting instructions …',
    keys: 'f',
    group: 'Lead receiver',
    run: () => setOpen(true),
  });
  const required = fields?.filter((one) => one.required).length ?? 0;
  return (
    <section aria-label="Lead fields" className={styles.fields}>
      <p>
        {fields === null
          ? ' '
          : fields.length === 0
            ? 'Its fields aren’t known yet: columns are posted under their own names, and nothing is checked.'
            : `${formatCount(fields.length, 'field')} known, ${required} required. Rows are checked against them before anything is posted.`}
      </p>
      <ActButton act={bring} size="small" icon={ClipboardList} />
      {open && (
        <FieldsDialog
          connectionId={connectionId}
          known={fields ?? []}
          onClose={() => setOpen(false)}
          onSaved={() => {
            setOpen(false);
            void refresh();
            onSaved?.();
          }}
        />
      )}
    </section>
  );
}

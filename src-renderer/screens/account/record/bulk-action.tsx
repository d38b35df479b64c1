import { Copy, FileUp } from 'lucide-react';
import { assignAt, copyAt } from '../../../state/account-address.ts';
import type { RecordPlace } from '../../../state/account-record.ts';
import { navigate } from '../../../state/hash-location.ts';
import { ActionButton } from '../../../ui/button.tsx';
import { useKeys } from '../../../ui/keys.ts';

interface BulkActionProps {
  readonly place: RecordPlace;
  /** True while there are unsaved edits, which leaving would lose. */
  readonly disabled: boolean;
}

/** The button for a change of many records: copying a delivery account, or assigning the items of a list from a file. */
export function BulkAction({ place: { kind, parent, id }, disabled }: BulkActionProps) {
  const isAccount = kind === 'accounts' && id !== 0;
  const isList = kind === 'lists' && id !== 0;
  const action = {
    id: isAccount ? 'record.copy' : 'record.assign',
    label: isAccount ? 'Copy to other clients' : 'Items from a file',
    keys: isAccount ? 'alt+c' : 'alt+f',
    group: 'Record',
    disabled,
    run: () => navigate(isAccount ? copyAt(parent, id) : assignAt(id)),
  };
  useKeys(isAccount || isList ? [action] : []);
  return isAccount || isList ? <ActionButton action={action} icon={isAccount ? Copy : FileUp} /> : null;
}

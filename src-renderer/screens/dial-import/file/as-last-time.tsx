import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import type { ImportDetail } from '../../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { importAt } from '../../../state/addresses.ts';
import { useDesk } from '../../../state/desk.ts';
import { navigateFromHere } from '../../../state/hash-location.ts';
import { ActionButton } from '../../../ui/button.tsx';
import { formatCount } from '../../../ui/format.ts';
import { useAction } from '../../../ui/keys.ts';
import { ErrorNote, Note } from '../../../ui/notes.tsx';
import { mappedFields } from '../checks/issue-words.ts';
import { isToBeSeen } from '../columns/to-be-seen.ts';

/** For a file with a header that was imported before: goes straight to the checks, with the same columns, list and settings. */
export function AsLastTime({ detail, busy }: { readonly detail: ImportDetail; readonly busy: boolean }) {
  const { connectionId, settings, mapping, template } = detail.suggestion;
  const dialer = useDesk((s) => s.status?.connections.find((one) => one.id === connectionId));
  const [error, setError] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const fits =
    detail.state === 'draft' &&
    detail.mapping === null &&
    dialer !== undefined &&
    settings !== null &&
    mapping.targets.phone_number !== undefined &&
    !isToBeSeen(detail);
  const check = async () => {
    if (connectionId === null || settings === null) return;
    const go = navigateFromHere();
    setWorking(true);
    setError(null);
    try {
      await call('imports.configure', { id: detail.id, connectionId, settings, mapping });
      await call('imports.check', { id: detail.id });
      go(importAt(detail.id, 'checks'));
    } catch (thrown) {
      setError(errorMessage(thrown));
      setWorking(false);
    }
  };
  const action = useAction({
    id: 'wizard.as-last-time',
    label: 'Check as last time',
    keys: 'mod+shift+Enter',
    group: 'Import',
    disabled: !fits || busy || working,
    run: () => void check(),
  });
  if (error !== null) return <ErrorNote>{error} Nothing was sent. Continue to the columns.</ErrorNote>;
  if (!fits || settings === null || dialer === undefined) return null;
  const { list_id: listId, campaign } = settings;
  const fields = formatCount(mappedFields(mapping).length, 'field');
  return (
    <Note actions={<ActionButton action={action} kind="main" icon={ListChecks} />}>
      <p>
        {template === null ? 'A file with these columns was imported before' : `Matches the template “${template}”`}:{' '}
        {fields}, to list {listId} of {dialer.name}, campaign {campaign}.
      </p>
      <p>
        Check every row with the same settings, or continue to the columns to change something. Nothing is sent yet.
      </p>
    </Note>
  );
}

import { Eraser, PencilLine, PhoneForwarded, Undo2, UserX } from 'lucide-react';
import { useState } from 'react';
import type { Mapping, ReasonCount, ReasonFix } from '../../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { ActionButton, Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { formatCount, formatNumber } from '../../../ui/format.ts';
import { TextInput } from '../../../ui/inputs.tsx';
import { useKeys } from '../../../ui/keys.ts';
import { toast, toastError } from '../../../ui/toaster.tsx';
import { Fixes } from './cures.tsx';
import { fieldLabel } from './issue-words.ts';
import styles from './reason-actions.module.css';

interface ReasonActionsProps {
  readonly importId: number;
  readonly mapping: Mapping | null;
  readonly reason: ReasonCount;
  readonly canChange: boolean;
  readonly onChanged: () => void;
}

const DID: Readonly<Record<ReasonFix['act'], string>> = {
  clear: 'will be sent with this value empty',
  set: 'will be sent with the new value',
  'leave-out': 'left out',
  'send-anyway': 'will be sent anyway',
  undo: 'reset to the check’s result',
};

/** The commands for all rows with one reason, each with its number. */
export function ReasonActions({ importId, mapping, reason, canChange, onChanged }: ReasonActionsProps) {
  const [busy, setBusy] = useState(false);
  const [setting, setSetting] = useState(false);
  const fix = async (what: ReasonFix) => {
    setBusy(true);
    try {
      const { changed } = await call('imports.fixReason', { id: importId, reasonId: reason.id, fix: what });
      // A corrected value no longer has the reason, so that only leaving rows out and sending them anyway can be undone from here.
      const undo = what.act === 'leave-out' || what.act === 'send-anyway' ? () => void fix({ act: 'undo' }) : undefined;
      toast(`${formatCount(changed, 'row')} ${DID[what.act]}`, undo);
      onChanged();
    } catch (thrown) {
      toastError(errorMessage(thrown));
    } finally {
      setBusy(false);
    }
  };
  const rows = formatCount(reason.rows, 'row');
  const number = formatNumber(reason.rows);
  const value = reason.field !== '' && reason.field !== 'phone_number';
  const can = (action: string) => canChange && reason.fixes.includes(action);
  const actions = [
    {
      id: 'reason.set',
      label: `Set ${fieldLabel(reason.field)} in ${rows}…`,
      short: `Set in ${number}…`,
      keys: 'v',
      icon: PencilLine,
      on: can('set') && value,
      run: () => setSetting(true),
    },
    {
      id: 'reason.clear',
      label: `Send ${rows} with it empty`,
      short: `Send ${number} empty`,
      keys: 'e',
      icon: Eraser,
      on: can('clear') && value,
      run: () => void fix({ act: 'clear' }),
    },
    {
      id: 'reason.send',
      label: `Send ${rows} anyway`,
      short: `Send ${number} anyway`,
      keys: 'a',
      icon: PhoneForwarded,
      on: can('send-anyway') && reason.severity === 'error',
      run: () => void fix({ act: 'send-anyway' }),
    },
    {
      id: 'reason.leave',
      label: `Leave ${rows} out`,
      short: `Leave ${number} out`,
      keys: 'l',
      icon: UserX,
      on: can('leave-out'),
      run: () => void fix({ act: 'leave-out' }),
    },
    {
      id: 'reason.undo',
      label: `Reset ${rows} to the check’s result`,
      short: 'Reset',
      keys: 'u',
      icon: Undo2,
      on: canChange,
      run: () => void fix({ act: 'undo' }),
    },
  ].filter((a) => a.on);
  useKeys(actions.map(({ id, label, keys, run }) => ({ id, label, keys, run, group: 'These rows', disabled: busy })));
  return (
    <section aria-label="This reason" className={styles.reason}>
      <p className={styles.sentence}>{reason.sentence}</p>
      <div className={styles.actions}>
        {canChange && mapping !== null && <Fixes importId={importId} code={reason.code} mapping={mapping} />}
        {actions.map(({ icon, short, ...action }) => (
          <ActionButton
            key={action.id}
            action={{ ...action, group: 'These rows', disabled: busy }}
            icon={icon}
            size="small"
          >
            {short}
          </ActionButton>
        ))}
      </div>
      {setting && (
        <SetValue
          field={fieldLabel(reason.field)}
          rows={rows}
          onClose={() => setSetting(false)}
          onSet={(text) => {
            setSetting(false);
            void fix({ act: 'set', value: text });
          }}
        />
      )}
    </section>
  );
}

interface SetValueProps {
  readonly field: string;
  readonly rows: string;
  readonly onClose: () => void;
  readonly onSet: (value: string) => void;
}

function SetValue({ field, rows, onClose, onSet }: SetValueProps) {
  const [text, setText] = useState('');
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={`${field} in ${rows}`}
      lead="Sets the same value in all of these rows and checks them again."
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="main" disabled={text.trim() === ''} onClick={() => onSet(text)}>
            Set in {rows}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(e) => {
          e.preventDefault();
          if (text.trim() !== '') onSet(text);
        }}
      >
        <Field label={field}>
          <TextInput value={text} onChange={setText} autoFocus />
        </Field>
      </form>
    </Dialog>
  );
}

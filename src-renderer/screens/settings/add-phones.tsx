import { useState } from 'react';
import { errorMessage } from '../../bridge/index.ts';
import { addPhones, splitPhones } from '../../state/settings-do-not-call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { formatCount, formatNumber } from '../../ui/format.ts';
import { TextArea } from '../../ui/inputs.tsx';
import { useKeys } from '../../ui/keys.ts';
import { ErrorNote, Note } from '../../ui/notes.tsx';
import { toast } from '../../ui/toaster.tsx';
import styles from './add-phones.module.css';

/** Typed or pasted numbers; those that can't be read stay in the box to be mended. */
export function AddPhones({ onClose, onAdded }: { readonly onClose: () => void; readonly onAdded: () => void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      title="Add numbers to the do-not-call list"
      lead="One per line or separated by commas, in any format."
    >
      <AddForm onAdded={onAdded} />
    </Dialog>
  );
}

function AddForm({ onAdded }: { readonly onAdded: () => void }) {
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [unreadable, setUnreadable] = useState<number | null>(null);
  const [error, setError] = useState<string | null>(null);
  const phones = splitPhones(typed);
  const add = async () => {
    if (phones.length === 0 || busy) return;
    setBusy(true);
    setError(null);
    try {
      const { added, known, unreadable: left } = await addPhones(phones);
      toast(
        `${formatCount(added, 'number')} added to the do-not-call list${known > 0 ? `; ${formatNumber(known)} were already on it` : ''}.`,
      );
      if (left.length === 0) onAdded();
      else {
        setTyped(left.join('\n'));
        setUnreadable(left.length);
      }
    } catch (thrown) {
      setError(
        `Not all were added. ${errorMessage(thrown)} Your entries are still here; adding a number twice is harmless.`,
      );
    } finally {
      setBusy(false);
    }
  };
  useKeys([{ id: 'dnc.addNow', label: 'Add', keys: 'mod+Enter', group: 'Do-not-call list', run: () => void add() }]);
  return (
    <>
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      {unreadable !== null && (
        <Note kind="warning">
          {unreadable === 1 ? 'This one is' : `These ${formatNumber(unreadable)} are`} no phone number of 6 to 16 digits
          and {unreadable === 1 ? 'was' : 'were'} not added: fix or remove {unreadable === 1 ? 'it' : 'them'}.
        </Note>
      )}
      <Field label="Phone numbers">
        <TextArea
          autoFocus
          rows={10}
          value={typed}
          onChange={setTyped}
          placeholder={'+1 (727) 555-1111\n727 555 2222, 7275553333'}
        />
      </Field>
      <div className={styles.foot}>
        <Button
          kind="main"
          keys="mod+Enter"
          hint="Add"
          disabled={phones.length === 0 || busy}
          onClick={() => void add()}
        >
          {phones.length === 0 ? 'Add numbers' : `Add ${formatCount(phones.length, 'number')}`}
        </Button>
      </div>
    </>
  );
}

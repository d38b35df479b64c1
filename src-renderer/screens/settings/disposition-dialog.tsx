import { useState } from 'react';
import type { CommandInput, Disposition } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { NumberInput, TextInput } from '../../ui/inputs.tsx';
import { ErrorNote } from '../../ui/notes.tsx';
import { Select } from '../../ui/select.tsx';
import { toast } from '../../ui/toaster.tsx';
import styles from './work-settings.module.css';

interface DispositionDialogProps {
  /** Null for a new one. */
  readonly known: Disposition | null;
  /** Keys that the others have. */
  readonly taken: readonly string[];
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

type Step = Disposition['next']['step'];

const STEPS: readonly { readonly value: Step; readonly label: string }[] = [
  { value: 'done', label: 'The lead is done' },
  { value: 'callback', label: 'Schedule a callback' },
  { value: 'retry', label: 'Retry after some hours' },
  { value: 'do-not-call', label: 'Add to the do-not-call list' },
  { value: 'none', label: 'No automatic step' },
];

/** One disposition, new or changed. */
export function DispositionDialog({ known, taken, onSaved, onClose }: DispositionDialogProps) {
  const [name, setName] = useState(known?.name ?? '');
  const [step, setStep] = useState<Step>(known?.next.step ?? 'none');
  const [hours, setHours] = useState<number | null>(known?.next.step === 'retry' ? known.next.hours : 24);
  const [key, setKey] = useState(known?.key ?? '');
  const [error, setError] = useState<string | null>(null);
  const save = () => {
    const next = step === 'retry' ? { step, hours: hours ?? 24 } : { step };
    const input: CommandInput<'dispositions.save'> = {
      name,
      next,
      key,
      ...(known === null ? {} : { id: known.id, position: known.position }),
    };
    call('dispositions.save', input).then(
      (saved) => {
        toast(`${saved.name} saved`);
        onSaved();
        onClose();
      },
      (thrown: unknown) => setError(errorMessage(thrown)),
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={known === null ? 'New disposition' : `Change ${known.name}`}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="main" disabled={name.trim() === ''} onClick={save}>
            Save
          </Button>
        </>
      }
    >
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      <Field label="Name">
        <TextInput value={name} maxLength={60} onChange={setName} />
      </Field>
      <Field label="Next step">
        <Select value={step} onChange={setStep} options={STEPS} />
      </Field>
      <div className={styles.two}>
        {step === 'retry' && (
          <Field label="Retry after, hours" help="A quarter of an hour to 90 days">
            <NumberInput value={hours} onChange={setHours} />
          </Field>
        )}
        <Field label="Key">
          <Select
            value={key}
            onChange={setKey}
            options={[
              { value: '', label: 'None' },
              ...['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((k) => ({
                value: k,
                label: taken.includes(k) ? `${k} (taken)` : k,
                disabled: taken.includes(k),
              })),
            ]}
          />
        </Field>
      </div>
    </Dialog>
  );
}

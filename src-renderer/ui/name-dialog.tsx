import { useState } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import { TextInput } from './inputs.tsx';

interface NameDialogProps {
  readonly title: string;
  readonly lead?: string;
  readonly label: string;
  readonly name: string;
  /** The button's text. */
  readonly action: string;
  /** Whether it may be left empty. */
  readonly optional?: boolean;
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}

/** Asks for a name. */
export function NameDialog({ title, lead, label, name, action, optional, onName, onClose }: NameDialogProps) {
  const [typed, setTyped] = useState(name);
  const [tried, setTried] = useState(false);
  const missing = optional !== true && typed.trim() === '';
  const done = () => {
    setTried(true);
    if (!missing) onName(typed.trim());
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={title}
      lead={lead}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="main" keys="Enter" hint={action} onClick={done}>
            {action}
          </Button>
        </>
      }
    >
      <Field label={label} error={tried && missing ? 'Enter a name.' : undefined}>
        <TextInput
          autoFocus
          value={typed}
          maxLength={60}
          onChange={setTyped}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            done();
          }}
        />
      </Field>
    </Dialog>
  );
}

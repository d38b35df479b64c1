import { Save } from 'lucide-react';
import { useState } from 'react';
import { CommandError, type ImportDetail } from '../../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { reopenDraft, saveDraft } from '../../../state/draft.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { TextInput } from '../../../ui/inputs.tsx';
import { Select } from '../../../ui/select.tsx';
import { toast, toastError } from '../../../ui/toaster.tsx';
import styles from './reported-inputs.module.css';

/** The templates of imports: applies one, or saves the current settings as one. */
export function TemplateLine({ detail }: { readonly detail: ImportDetail }) {
  const { value: templates } = useCommandQuery('templates.list', {}, ['imports']);
  const [chosen, setChosen] = useState<string | null>(detail.suggestion.template);
  const [saving, setSaving] = useState(false);
  const choose = (name: string) => {
    call('templates.use', { importId: detail.id, name }).then(
      ({ detail: configured, missing }) => {
        setChosen(name);
        reopenDraft(configured);
        if (missing.length === 0) toast(`Filled in from ${name}.`);
        else toastError(`Filled in from ${name}, but this file has no ${missing.map((one) => `“${one}”`).join(', ')}.`);
      },
      (thrown: unknown) => toastError(errorMessage(thrown)),
    );
  };
  const begin = () => {
    void saveDraft().then((whole) => {
      if (whole) setSaving(true);
      else toastError('Choose the dialer, list, campaign and phone column first; the template saves them.');
    });
  };
  const all = templates ?? [];
  return (
    <div className={styles.template}>
      {all.length > 0 && (
        <Field label="Template">
          <Select
            value={all.some(({ name }) => name === chosen) ? chosen : null}
            placeholder="None"
            options={all.map(({ name, listId, campaign, connection }) => ({
              value: name,
              label: name,
              note: `List ${listId}, ${campaign}${connection === null ? '' : `, ${connection}`}`,
            }))}
            onChange={choose}
          />
        </Field>
      )}
      <Button size="small" icon={Save} onClick={begin}>
        Save as template
      </Button>
      {saving && (
        <SaveTemplate
          importId={detail.id}
          suggested={chosen ?? ''}
          onClose={() => setSaving(false)}
          onSaved={(name) => {
            setChosen(name);
            setSaving(false);
            toast(`Template ${name} saved. It will be suggested for files with these columns.`);
          }}
        />
      )}
    </div>
  );
}

interface SaveProps {
  readonly importId: number;
  readonly suggested: string;
  readonly onClose: () => void;
  readonly onSaved: (name: string) => void;
}

function SaveTemplate({ importId, suggested, onClose, onSaved }: SaveProps) {
  const [name, setName] = useState(suggested);
  const [error, setError] = useState<string | undefined>(undefined);
  const [taken, setTaken] = useState(false);
  const save = async () => {
    try {
      const saved = await call('templates.save', { importId, name, replace: taken });
      onSaved(saved.name);
    } catch (thrown) {
      setTaken(thrown instanceof CommandError && thrown.code === 'conflict' && thrown.field === 'name');
      setError(errorMessage(thrown));
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title="Save as template"
      lead="Saves the column mapping, dialer, list, campaign and all settings."
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="main" disabled={name.trim() === ''} onClick={() => void save()}>
            {taken ? 'Replace' : 'Save'}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void save();
        }}
      >
        <Field label="Name" error={error} help="Such as Web leads">
          <TextInput
            value={name}
            maxLength={60}
            onChange={(text) => {
              setName(text);
              setTaken(false);
              setError(undefined);
            }}
          />
        </Field>
      </form>
    </Dialog>
  );
}

import { UserPlus } from 'lucide-react';
import { useRef, useState } from 'react';
import { Link } from 'wouter';
import { CommandError } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { leadAt, leadsInAt } from '../../state/addresses.ts';
import { navigate } from '../../state/hash-location.ts';
import { EMPTY_LEAD, type NewLeadErrors, type NewLeadField, readNewLead, useNewLead } from '../../state/new-lead.ts';
import { ActionButton, Button } from '../../ui/button.tsx';
import { useKeys } from '../../ui/keys.ts';
import { ErrorNote, Note } from '../../ui/notes.tsx';
import { Page } from '../../ui/page.tsx';
import { toast } from '../../ui/toaster.tsx';
import styles from './leads-in.module.css';
import { NewLeadForm } from './new-lead-form.tsx';

interface Added {
  readonly id: number;
  readonly name: string;
  readonly joined: boolean;
}

/** Adds a lead by hand. Typed text is kept until the lead is added or the form is cleared. */
export function NewLeadScreen() {
  const typed = useNewLead();
  const [errors, setErrors] = useState<NewLeadErrors>({});
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [added, setAdded] = useState<Added | null>(null);
  const form = useRef<HTMLFormElement>(null);

  const add = async (another: boolean) => {
    if (busy) return;
    const read = readNewLead(typed);
    setFailed(null);
    if ('errors' in read) return showWrong(read.errors);
    setBusy(true);
    try {
      const { id, joined } = await call('leads.add', { fields: read.fields });
      const name =
        `${typed.firstName.trim()} ${typed.lastName.trim()}`.trim() || typed.phone.trim() || typed.email.trim();
      useNewLead.setState(EMPTY_LEAD);
      setErrors({});
      if (another) {
        setAdded({ id, name, joined });
        form.current?.querySelector('input')?.focus();
        return;
      }
      toast(
        joined
          ? `${name} already exists with the same phone or email. Your entries were added to that lead.`
          : `${name} added.`,
      );
      navigate(leadAt(id));
    } catch (thrown) {
      const field = thrown instanceof CommandError && thrown.field !== undefined ? fieldOf(thrown.field) : null;
      if (field === null) setFailed(`Not added: ${errorMessage(thrown)} Your entries are still here.`);
      else showWrong({ [field]: errorMessage(thrown) });
    } finally {
      setBusy(false);
    }
  };
  const showWrong = (found: NewLeadErrors) => {
    setErrors(found);
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  };
  const main = {
    id: 'new-lead.add',
    label: 'Add lead and open it',
    keys: 'mod+Enter',
    group: 'New lead',
    disabled: busy,
    run: () => void add(false),
  };
  const more = {
    id: 'new-lead.another',
    label: 'Add lead and start another',
    keys: 'mod+shift+Enter',
    group: 'New lead',
    disabled: busy,
    run: () => void add(true),
  };
  const file = {
    id: 'new-lead.file',
    label: 'Import leads from a file',
    keys: 'alt+f',
    group: 'New lead',
    run: () => navigate(leadsInAt('file')),
  };
  useKeys([main, more, file]);
  const empty = Object.values(typed).every((text) => text === '');
  return (
    <Page
      title="New lead"
      above={[{ href: leadAt(), label: 'Inbox' }]}
      actions={
        <>
          <ActionButton action={file}>From a file …</ActionButton>
          <ActionButton action={more}>Add and start another</ActionButton>
          <ActionButton action={main} kind="main" icon={UserPlus}>
            Add lead
          </ActionButton>
        </>
      }
    >
      <form
        ref={form}
        className={styles.sheet}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void add(false);
        }}
      >
        {added !== null && (
          <Note actions={<Link href={leadAt(added.id)}>Open {added.joined ? 'that lead' : 'the lead'}</Link>}>
            {added.joined
              ? `${added.name} already exists with the same phone or email. Your entries were added to that lead.`
              : `${added.name} added.`}
          </Note>
        )}
        {failed !== null && <ErrorNote>{failed}</ErrorNote>}
        <NewLeadForm
          typed={typed}
          errors={errors}
          onChange={(field, text) => {
            useNewLead.setState({ [field]: text });
            setErrors(({ [field]: _, ...others }) => others);
          }}
        />
        <div>
          {!empty && (
            <Button
              kind="quiet"
              onClick={() => {
                useNewLead.setState(EMPTY_LEAD);
                setErrors({});
              }}
            >
              Clear form
            </Button>
          )}
        </div>
        {/* Enter in a field adds the lead: a form with several fields needs a button of its own for that. */}
        <button type="submit" hidden />
      </form>
    </Page>
  );
}

function fieldOf(field: string): NewLeadField | null {
  const name = field.replace(/^fields\./, '');
  return name in EMPTY_LEAD ? (name as NewLeadField) : null;
}

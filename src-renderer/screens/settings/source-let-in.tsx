import { Copy, ExternalLink, KeyRound } from 'lucide-react';
import { useState } from 'react';
import { CommandError, type Connection } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { refreshDesk } from '../../state/desk.ts';
import { ActionButton, Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/inputs.tsx';
import { useAction } from '../../ui/keys.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import { toast, toastError } from '../../ui/toaster.tsx';
import styles from './connection-pane.module.css';

/** OAuth 2.0: a person opens the vendor's page, agrees, and pastes the code here. */
export function SourceLetIn({ connection }: { readonly connection: Connection }) {
  const [address, setAddress] = useState<string | null>(null);
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const begin = useAction({
    id: 'source.let-in',
    label: 'Authorize access',
    keys: 'l',
    group: 'Settings',
    disabled: !connection.hasPassword,
    run: () => {
      setFailed(null);
      call('sources.authorizeUrl', { id: connection.id }).then(
        ({ url }) => setAddress(url),
        (thrown: unknown) => setFailed(errorMessage(thrown)),
      );
    },
  });
  const copy = (url: string) => {
    navigator.clipboard.writeText(url).then(
      () => toast('Address copied. Open it in your browser.'),
      () => toastError('Address not copied. Select it and copy it manually.'),
    );
  };
  const use = async () => {
    if (code.trim() === '') return setWrong('Paste the code, or the whole address you were sent to.');
    setBusy(true);
    setWrong(undefined);
    setFailed(null);
    try {
      await call('sources.authorize', { id: connection.id, code });
      setCode('');
      setAddress(null);
      toast(`Access to ${connection.name} is authorized. Its leads arrive in the inbox automatically.`);
      await refreshDesk();
    } catch (thrown) {
      if (thrown instanceof CommandError && thrown.field === 'code') setWrong(thrown.message);
      else setFailed(errorMessage(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section aria-label="Authorize access" className={styles.standing}>
      <p className={styles.soft}>
        LionDesk asks for your consent once. Open its page, approve, and paste the address you are sent to, or the code
        in it.
      </p>
      {address === null ? (
        <div className={styles.actions}>
          <ActionButton action={begin} size="small" icon={KeyRound} />
        </div>
      ) : (
        <>
          <Field label="Authorization address">
            <TextInput readOnly value={address} onChange={() => undefined} onFocus={(e) => e.target.select()} />
          </Field>
          <div className={styles.actions}>
            <a href={address} target="_blank" rel="noopener noreferrer" className={styles.open}>
              <ExternalLink size={14} aria-hidden="true" /> Open in browser
            </a>
            <Button size="small" icon={Copy} onClick={() => copy(address)}>
              Copy address
            </Button>
          </div>
          <form
            noValidate
            className={styles.code}
            onSubmit={(event) => {
              event.preventDefault();
              void use();
            }}
          >
            <Field label="Code, or the address you were sent to" error={wrong}>
              <TextInput
                value={code}
                onChange={(text) => {
                  setCode(text);
                  setWrong(undefined);
                }}
              />
            </Field>
            <Button type="submit" disabled={busy} className={styles.use}>
              {busy ? 'Authorizing …' : 'Use the code'}
            </Button>
          </form>
        </>
      )}
      {failed !== null && <ErrorNote>{failed}</ErrorNote>}
    </section>
  );
}

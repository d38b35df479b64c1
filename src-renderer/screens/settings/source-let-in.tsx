import { Copy, ExternalLink, KeyRound } from 'lucide-react';
import { useState } from 'react';
import { CommandError, type Connection } from '../../../src-preload/contract/index.ts';
import { call, sentenceOf } from '../../bridge/index.ts';
import { refreshDesk } from '../../state/desk.ts';
import { ActButton, Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/inputs.tsx';
import { useAct } from '../../ui/keys.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import { say, sayWrong } from '../../ui/toaster.tsx';
import styles from './connection-pane.module.css';

/** OAuth 2.0: a person opens the vendor's page, says yes, and brings the code back. */
export function SourceLetIn({ connection }: { readonly connection: Connection }) {
  const [address, setAddress] = useState<string | null>(null);
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const begin = useAct({
    id: 'source.let-in',
    label: 'Let the desk in',
    keys: 'l',
    group: 'Settings',
    disabled: !connection.hasPassword,
    run: () => {
      setFailed(null);
      call('sources.authorizeUrl', { id: connection.id }).then(
        ({ url }) => setAddress(url),
        (thrown: unknown) => setFailed(sentenceOf(thrown)),
      );
    },
  });
  const copy = (url: string) => {
    navigator.clipboard.writeText(url).then(
      () => say('The address is copied. Open it in your browser.'),
      () => sayWrong('The address could not be copied: mark it and copy it by hand.'),
    );
  };
  const use = async () => {
    if (code.trim() === '') return setWrong('Paste the code, or the whole address that you were sent to.');
    setBusy(true);
    setWrong(undefined);
    setFailed(null);
    try {
      await call('sources.authorize', { id: connection.id, code });
      setCode('');
      setAddress(null);
      say(`The desk is let into ${connection.name}. Its leads come into the inbox by themselves.`);
      await refreshDesk();
    } catch (thrown) {
      if (thrown instanceof CommandError && thrown.field === 'code') setWrong(thrown.message);
      else setFailed(sentenceOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section aria-label="Let the desk in" className={styles.standing}>
      <p className={styles.soft}>
        LionDesk asks a person once. Open its page, say yes, and bring back the address that you land on, or the code in
        it.
      </p>
      {address === null ? (
        <div className={styles.acts}>
          <ActButton act={begin} size="small" icon={KeyRound} />
        </div>
      ) : (
        <>
          <Field label="The address to open">
            <TextInput readOnly value={address} onChange={() => undefined} onFocus={(e) => e.target.select()} />
          </Field>
          <div className={styles.acts}>
            <a href={address} target="_blank" rel="noopener noreferrer" className={styles.open}>
              <ExternalLink size={14} aria-hidden="true" /> Open it in the browser
            </a>
            <Button size="small" icon={Copy} onClick={() => copy(address)}>
              Copy the address
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
            <Field label="Code, or the address you landed on" error={wrong}>
              <TextInput
                value={code}
                onChange={(text) => {
                  setCode(text);
                  setWrong(undefined);
                }}
              />
            </Field>
            <Button type="submit" disabled={busy} className={styles.use}>
              {busy ? 'Asking …' : 'Use the code'}
            </Button>
          </form>
        </>
      )}
      {failed !== null && <ErrorNote>{failed}</ErrorNote>}
    </section>
  );
}

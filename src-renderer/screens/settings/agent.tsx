import { useState } from 'react';
import { call, errorMessage } from '../../bridge/index.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/inputs.tsx';
import { ErrorNote } from '../../ui/notes.tsx';
import { toast } from '../../ui/toaster.tsx';
import sheet from './settings.module.css';
import styles from './work-settings.module.css';

/** Who sits at this desk, and who else leads and callbacks can be given to. */
export function AgentSettings() {
  const { value, error: unread, refresh } = useCommandQuery('agents.list', {}, ['leads']);
  const [typed, setTyped] = useState<string | null>(null);
  const [other, setOther] = useState('');
  const [error, setError] = useState<string | null>(null);
  const me = value?.me ?? null;
  const name = typed ?? me ?? '';
  // Until the name in use is read the field can't be typed in: it would be put beneath what is typed.
  const reading = value === null && unread === null;
  const sit = (as: string) => {
    call('agents.me', { name: as }).then(
      (agents) => {
        setError(null);
        setTyped(null);
        toast(`${agents.me} is now using this desk`, me === null ? undefined : () => sit(me));
        return refresh();
      },
      (thrown: unknown) => setError(errorMessage(thrown)),
    );
  };
  const add = () => {
    call('agents.add', { name: other }).then(
      () => {
        setError(null);
        toast(`${other.trim()} is added`);
        setOther('');
        return refresh();
      },
      (thrown: unknown) => setError(errorMessage(thrown)),
    );
  };
  return (
    <section aria-labelledby="agent" className={sheet.sheet}>
      <h2 id="agent">Agent</h2>
      <p className={sheet.soft}>
        The name shown with notes, calls and changes, and whose leads and callbacks are “mine”.
      </p>
      {(error ?? unread) !== null && <ErrorNote>{error ?? unread}</ErrorNote>}
      <form
        className={styles.line}
        onSubmit={(event) => {
          event.preventDefault();
          sit(name);
        }}
      >
        <Field label="Your name" className={styles.grow}>
          <TextInput value={name} maxLength={60} readOnly={reading} onChange={setTyped} />
        </Field>
        <Button type="submit" disabled={name.trim() === '' || name.trim() === me}>
          This is me
        </Button>
      </form>
      <h3>Others</h3>
      <ul className={styles.rows}>
        {(value?.agents ?? [])
          .filter((one) => one !== me)
          .map((one) => (
            <li key={one} className={styles.row}>
              <span className={styles.grow}>{one}</span>
              <Button size="small" kind="quiet" onClick={() => sit(one)}>
                This is me
              </Button>
            </li>
          ))}
        {value !== null && value.agents.length < 2 && <li className={sheet.soft}>No other agents yet.</li>}
      </ul>
      <form
        className={styles.line}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Field label="Another agent" className={styles.grow}>
          <TextInput value={other} maxLength={60} onChange={setOther} />
        </Field>
        <Button type="submit" disabled={other.trim() === ''}>
          Add
        </Button>
      </form>
    </section>
  );
}

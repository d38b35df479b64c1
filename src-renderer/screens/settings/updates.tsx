import { useState } from 'react';
import type { CommandInput, UpdateStatus } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Switch, TextInput } from '../../ui/inputs.tsx';
import { ErrorNote, Note, Skeleton } from '../../ui/notes.tsx';
import { toast, toastError } from '../../ui/toaster.tsx';
import { When } from '../../ui/when.tsx';
import row from './data.module.css';
import sheet from './settings.module.css';

/** Whether the desk looks for newer versions of itself, and where. */
export function UpdateSettings() {
  const { value, error, refresh } = useCommandQuery('updates.status', {}, ['desk']);
  const set = async (to: CommandInput<'updates.set'>, done: string) => {
    try {
      await call('updates.set', to);
      toast(done);
    } catch (thrown) {
      toastError(`Not saved: ${errorMessage(thrown)}`);
    }
    await refresh();
  };
  return (
    <section aria-labelledby="updates" className={sheet.sheet}>
      <h2 id="updates">Updates</h2>
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      {value === null && error === null && <Skeleton lines={5} height={24} />}
      {value !== null && (
        <>
          <p className={sheet.soft}>
            This is Trunkline {value.version}. It can tell you when your organization publishes a newer version. It
            never downloads or installs one.
          </p>
          <Switch
            label="Check for a newer version once a day"
            help="Asks only the address below, and sends nothing about you, this computer or your leads."
            checked={value.enabled}
            disabled={!value.enabled && (value.url === '' || value.publicKey === '')}
            onChange={(enabled) => void set({ enabled }, enabled ? 'Checks once a day' : 'No longer checks')}
          />
          <Feed key={`${value.url} ${value.publicKey}`} status={value} onSave={set} />
          <LastCheck status={value} refresh={refresh} />
        </>
      )}
    </section>
  );
}

interface FeedProps {
  readonly status: UpdateStatus;
  readonly onSave: (to: CommandInput<'updates.set'>, done: string) => Promise<void>;
}

function Feed({ status, onSave }: FeedProps) {
  const [url, setUrl] = useState(status.url);
  const [publicKey, setPublicKey] = useState(status.publicKey);
  const isSame = url.trim() === status.url && publicKey.trim() === status.publicKey;
  return (
    <form
      className={sheet.form}
      onSubmit={(event) => {
        event.preventDefault();
        void onSave(status.keyIsBuiltIn ? { url } : { url, publicKey }, 'Update feed saved');
      }}
    >
      <Field label="Feed address" help="An https address. Your organization tells you which.">
        <TextInput value={url} onChange={setUrl} inputMode="url" placeholder="https://" />
      </Field>
      <Field
        label="Public key"
        help={
          status.keyIsBuiltIn
            ? 'Came with this package and can’t be changed here.'
            : 'Only a feed signed with its private key is trusted (Ed25519).'
        }
      >
        <TextInput value={publicKey} onChange={setPublicKey} readOnly={status.keyIsBuiltIn} />
      </Field>
      <div>
        <Button type="submit" disabled={isSame}>
          Save
        </Button>
      </div>
    </form>
  );
}

function LastCheck({ status, refresh }: { readonly status: UpdateStatus; readonly refresh: () => Promise<void> }) {
  const [checking, setChecking] = useState(false);
  const check = async () => {
    setChecking(true);
    try {
      await call('updates.check', {});
    } catch (thrown) {
      toastError(errorMessage(thrown));
    }
    await refresh();
    setChecking(false);
  };
  const { lastCheck, newer } = status;
  return (
    <>
      <div className={row.row}>
        <p className={sheet.soft}>
          {lastCheck === null ? (
            'Not checked yet.'
          ) : (
            <>
              {lastCheck.result === 'failed' ? 'Check failed ' : 'Checked '}
              <When at={lastCheck.at} />. {lastCheck.result === 'current' && lastCheck.words}
            </>
          )}
        </p>
        <Button disabled={checking || status.url === '' || status.publicKey === ''} onClick={() => void check()}>
          {checking ? 'Checking …' : 'Check now'}
        </Button>
      </div>
      {lastCheck?.result === 'failed' && <Note kind="warning">{lastCheck.words}</Note>}
      {newer !== null && (
        <Note>
          <p>
            Trunkline {newer.version} is available, published <When at={newer.published} />.{' '}
            <a href={newer.url} target="_blank" rel="noopener noreferrer">
              Get version {newer.version}
            </a>
          </p>
          {newer.notes !== '' && <p className={sheet.notes}>{newer.notes}</p>}
        </Note>
      )}
    </>
  );
}

import { ListChecks } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { CommandInput, CopiedPart } from '../../../../src-preload/contract/index.ts';
import { accountAt, batchAt, recordAt } from '../../../state/account-address.ts';
import { useRecord } from '../../../state/account-record.ts';
import type { RecordRow } from '../../../state/account-records.ts';
import { navigate } from '../../../state/hash-location.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { ActionButton } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { formatCount } from '../../../ui/format.ts';
import { Checkbox, TextInput } from '../../../ui/inputs.tsx';
import { useKeys } from '../../../ui/keys.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { Page } from '../../../ui/page.tsx';
import { Select } from '../../../ui/select.tsx';
import styles from '../bulk.module.css';
import { ClientChoice } from './client-choice.tsx';
import { CopyReview } from './copy-review.tsx';

interface CopyPageProps {
  readonly connectionId: number;
  readonly client: number;
  readonly account: number;
}

/** The parts of an account that can be copied, in words. */
const PARTS: readonly { readonly part: CopiedPart; readonly label: string; readonly help?: string }[] = [
  { part: 'criteria', label: 'Criteria' },
  { part: 'price', label: 'Price' },
  { part: 'maxes', label: 'Hourly, daily, weekly and monthly max' },
  { part: 'automation', label: 'Automation on or off' },
  { part: 'order', label: 'Requires an open order', help: 'Orders themselves aren’t copied.' },
  { part: 'delay', label: 'Delivery delay' },
  { part: 'redirect', label: 'Redirect URL', help: 'Usually the client’s own.' },
  { part: 'agent', label: 'Agent and agent phone', help: 'Usually the client’s own.' },
];
const AT_FIRST: readonly CopiedPart[] = ['criteria', 'price', 'maxes', 'automation', 'order', 'delay'];
const AS_SOURCE = '';

/** Copies a delivery account to any number of clients: which clients, which parts, and a review before anything is created. */
export function CopyPage({ connectionId, client, account }: CopyPageProps) {
  const [ticked, setTicked] = useState<ReadonlyMap<string, RecordRow>>(new Map());
  const [take, setTake] = useState<readonly CopiedPart[]>(AT_FIRST);
  const [name, setName] = useState('{name}');
  const [status, setStatus] = useState(AS_SOURCE);
  const [reviewing, setReviewing] = useState(false);
  const place = { connectionId, kind: 'accounts' as const, parent: client, id: account };
  const { opened, missing, error } = useRecord(place, false);
  const { value: about } = useCommandQuery('leadexec.fields', { kind: 'accounts' });
  const statuses = about?.fields.find(({ path }) => path === 'Status')?.choices ?? [];
  const own = String(opened?.record.Description ?? '') || `Delivery account ${account}`;
  const clients = useMemo(() => [...ticked.values()].map(({ id }) => id), [ticked]);
  const review = {
    id: 'copy.review',
    label: clients.length === 0 ? 'Review copies' : `Review ${formatCount(clients.length, 'copy', 'copies')}`,
    keys: 'mod+Enter',
    group: 'Account',
    disabled: clients.length === 0 || name.trim() === '' || opened === null,
    run: () => setReviewing(true),
  };
  const back = recordAt('accounts', 'accounts', client, account);
  useKeys([
    review,
    {
      ...{ id: 'copy.back', label: 'Back to the delivery account', keys: 'Escape', group: 'Account' },
      disabled: clients.length > 0,
      run: () => navigate(back),
    },
  ]);
  const input: CommandInput<'leadexec.planCopies'> = {
    ...{ connectionId, client, account, clients, take: [...take], name: name.trim() },
    ...(status === AS_SOURCE ? {} : { status }),
  };
  const toggle = (part: CopiedPart) =>
    setTake(take.includes(part) ? take.filter((one) => one !== part) : [...take, part]);
  return (
    <Page
      title={`Copy ${own}`}
      above={[
        { href: accountAt(), label: 'Account' },
        { href: accountAt('accounts'), label: 'Delivery accounts' },
        { href: back, label: own },
      ]}
      actions={<ActionButton action={review} kind="main" icon={ListChecks} />}
    >
      <div className={styles.whole}>
        <section className={styles.side} aria-label="What is copied">
          {(error !== null || missing) && (
            <ErrorNote>{error ?? 'This delivery account isn’t on this desk. Refresh its client.'}</ErrorNote>
          )}
          <div className={styles.group}>
            <Field label="Name of the copies" help="{name} is this account’s name, {client} the client’s.">
              <TextInput value={name} onChange={setName} />
            </Field>
            <Field label="Status of the copies">
              <Select<string>
                value={status}
                options={[
                  { value: AS_SOURCE, label: 'As this account' },
                  ...statuses.map((one) => ({ value: one.name, label: one.name })),
                ]}
                onChange={setStatus}
              />
            </Field>
          </div>
          <section className={styles.group} aria-labelledby="taken">
            <h2 id="taken" className={styles.heading}>
              Copied
            </h2>
            {PARTS.map(({ part, label, help }) => (
              <Checkbox
                key={part}
                label={label}
                {...(help === undefined ? {} : { help })}
                checked={take.includes(part)}
                onChange={() => toggle(part)}
              />
            ))}
          </section>
          <p className={styles.soft}>
            Each copy gets a delivery method of its own client, of the same lead type. Everything else is as in a new
            account: no maximum, no criteria.
          </p>
        </section>
        <ClientChoice connectionId={connectionId} except={client} ticked={ticked} onTicked={setTicked} />
      </div>
      {reviewing && (
        <CopyReview
          input={input}
          onClose={() => setReviewing(false)}
          onStarted={(batch) => navigate(batchAt('accounts', batch))}
        />
      )}
    </Page>
  );
}

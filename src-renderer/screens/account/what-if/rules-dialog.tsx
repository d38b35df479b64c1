import { useState } from 'react';
import type { DistributionRules } from '../../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { Select } from '../../../ui/select.tsx';
import { toast, toastError } from '../../../ui/toaster.tsx';
import { RecordPicker, useAccountName } from './record-picker.tsx';
import styles from './what-if.module.css';
import { ZoneSelect } from './zone-select.tsx';

interface RulesDialogProps {
  readonly connectionId: number;
  readonly onClose: () => void;
}

/** What decides who gets a lead but can't be read from the account. It is stored on this desk, for every what-if and explanation. */
export function RulesDialog({ connectionId, onClose }: RulesDialogProps) {
  const { value: kept, error } = useCommandQuery('leadexec.rules', { connectionId });
  const [edited, setEdited] = useState<DistributionRules | null>(null);
  const rules = edited ?? kept;
  const save = () => {
    if (rules === null) return;
    call('leadexec.setRules', { connectionId, rules }).then(
      () => {
        toast('The account’s rules are saved on this desk.');
        onClose();
      },
      (thrown: unknown) => toastError(`Not saved: ${errorMessage(thrown)}`),
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Rules of the account"
      lead="No LeadExec call returns these. They are kept on this desk; nothing is sent."
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="main" disabled={edited === null} onClick={save}>
            Save
          </Button>
        </>
      }
    >
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      {rules === null && error === null && <Skeleton lines={4} />}
      {rules !== null && <RulesFields {...{ connectionId, rules }} onChange={setEdited} />}
    </Dialog>
  );
}

interface RulesFieldsProps {
  readonly connectionId: number;
  readonly rules: DistributionRules;
  readonly onChange: (rules: DistributionRules) => void;
}

function RulesFields({ connectionId, rules, onChange }: RulesFieldsProps) {
  const { exclusiveAccounts } = rules;
  return (
    <div className={styles.rules}>
      <Field label="Time zone" help="For maxima, schedules and dates without a zone.">
        <ZoneSelect value={rules.timeZone} onChange={(timeZone) => onChange({ ...rules, timeZone })} />
      </Field>
      <Field label="Which client comes first">
        <Select<DistributionRules['preference']>
          value={rules.preference}
          options={[
            { value: 'Price', label: 'Highest price' },
            { value: 'Priority', label: 'Lowest priority number' },
            { value: 'RoundRobin', label: 'Least recently sent a lead' },
          ]}
          onChange={(preference) => onChange({ ...rules, preference })}
        />
      </Field>
      <fieldset className={styles.exclusive}>
        <legend>Exclusive accounts: they buy only leads that nobody else bought</legend>
        {exclusiveAccounts.length > 0 && (
          <ul className={styles.changes}>
            {exclusiveAccounts.map((id) => (
              <Exclusive
                key={id}
                {...{ connectionId, id }}
                onRemove={() =>
                  onChange({ ...rules, exclusiveAccounts: exclusiveAccounts.filter((one) => one !== id) })
                }
              />
            ))}
          </ul>
        )}
        <RecordPicker
          {...{ connectionId, kind: 'accounts', label: 'Delivery account', names: ['Description'], value: null }}
          onChange={({ id }) =>
            onChange({ ...rules, exclusiveAccounts: [...exclusiveAccounts.filter((one) => one !== id), id] })
          }
        />
      </fieldset>
    </div>
  );
}

interface ExclusiveProps {
  readonly connectionId: number;
  readonly id: number;
  readonly onRemove: () => void;
}

function Exclusive({ connectionId, id, onRemove }: ExclusiveProps) {
  const name = useAccountName(connectionId, id);
  return (
    <li>
      <span>{name}</span>
      <Button size="small" kind="quiet" aria-label={`Remove ${name}`} onClick={onRemove}>
        Remove
      </Button>
    </li>
  );
}

import { useState } from 'react';
import type { RecordKind } from '../../../../src-preload/contract/index.ts';
import { accountAt, recordAt, type Subject } from '../../../state/account-address.ts';
import type { RecordPlace } from '../../../state/account-record.ts';
import { navigate } from '../../../state/hash-location.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { NumberInput } from '../../../ui/inputs.tsx';
import { Page } from '../../../ui/page.tsx';
import { Select } from '../../../ui/select.tsx';
import { useNamed } from '../records/use-names.ts';
import type { KindLook } from '../subjects.ts';
import styles from './record.module.css';

interface ParentFirstProps {
  readonly place: RecordPlace;
  readonly subject: Subject;
  readonly look: KindLook;
}

/** The kind of parent that a new record needs, if it has not been chosen yet. */
const PARENTS: Partial<
  Record<RecordKind, { readonly kind: RecordKind; readonly name: string; readonly label: string }>
> = {
  accounts: { kind: 'clients', name: 'Name', label: 'Client' },
  methods: { kind: 'clients', name: 'Name', label: 'Client' },
  listItems: { kind: 'lists', name: 'Description', label: 'Distribution list' },
  campaigns: { kind: 'sources', name: 'Name', label: 'Lead source' },
};

export const needsParent = ({ kind, parent, id }: RecordPlace): boolean =>
  id === 0 && parent === 0 && PARENTS[kind] !== undefined;

/** Asks for the parent of a new record, which is sent with it and can't be changed later. */
export function ParentFirst({ place, subject, look }: ParentFirstProps) {
  const { connectionId, kind } = place;
  const above = PARENTS[kind] ?? { kind: 'clients', name: 'Name', label: 'Client' };
  const [id, setId] = useState<number | null>(null);
  const named = useNamed(connectionId, above.kind, above.name);
  const go = () => id !== null && id > 0 && navigate(recordAt(subject, kind, id, 0), { replace: true });
  return (
    <Page
      title={`New ${look.one}`}
      above={[
        { href: accountAt(), label: 'Account' },
        { href: accountAt(subject, kind), label: look.label },
      ]}
    >
      <form
        className={`${styles.scroll} ${styles.first}`}
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <Field label={above.label}>
          <Select<number>
            value={id}
            options={named.map((one) => ({ value: one.id, label: `${one.name} (${one.id})` }))}
            onChange={setId}
          />
        </Field>
        <Field label={`${above.label} number`} help="Or by its number.">
          <NumberInput value={id} onChange={setId} />
        </Field>
        <div>
          <Button kind="main" type="submit" disabled={id === null || id < 1}>
            Go on
          </Button>
        </div>
      </form>
    </Page>
  );
}

import { ArrowRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import { LeadTypeFields } from '../../features/receiver/lead-type-fields.tsx';
import { postsAt } from '../../state/addresses.ts';
import { useDesk } from '../../state/desk.ts';
import { navigate } from '../../state/hash-location.ts';
import { beginPosting, changePosting, usePosting } from '../../state/posting.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { ActionButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/inputs.tsx';
import { useKeys } from '../../ui/keys.ts';
import { Select } from '../../ui/select.tsx';
import { NoReceiver } from './no-receiver.tsx';
import { PostPage } from './post-page.tsx';
import styles from './posts.module.css';

/** The fields to fill in if the lead type's fields are unknown. */
const USUAL = ['FirstName', 'LastName', 'Email', 'PrimaryPhone', 'State', 'Zip'];

/** Enters one lead by hand, in the lead type's own fields. Typed text is kept until the lead is posted. */
export function HandStep() {
  const { source, options } = usePosting();
  const receivers = useDesk((s) => s.status?.connections)?.filter((one) => one.kind === 'receiver');
  const first = receivers?.[0]?.id;
  const chosen = receivers?.some((one) => one.id === options.connectionId) === true ? options.connectionId : null;
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(source?.kind === 'hand' ? source.values : {});
  useEffect(() => {
    if (chosen === null && first !== undefined) changePosting({ connectionId: first });
  }, [chosen, first]);
  const { value: fields, refresh } = useCommandQuery(
    'delivery.fields',
    chosen === null ? null : { connectionId: chosen },
    ['connections'],
  );
  const next = {
    id: 'wizard.next',
    label: 'Options and checks',
    keys: 'mod+Enter',
    group: 'Post leads',
    disabled: Object.values(typed).every((value) => value.trim() === ''),
    run: () => {
      beginPosting({ kind: 'hand', values: typed });
      navigate(postsAt('columns'));
    },
  };
  useKeys([next]);
  if (receivers !== undefined && receivers.length === 0) return <NoReceiver title="Post a lead by hand" />;
  const shown =
    fields === null
      ? []
      : fields.length === 0
        ? USUAL.map((name) => ({ name, required: false, values: [] as string[] }))
        : fields;
  return (
    <PostPage at={0} title="Post a lead by hand" actions={<ActionButton action={next} kind="main" icon={ArrowRight} />}>
      <div className={styles.scroll}>
        <form
          className={styles.sheet}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (!next.disabled) next.run();
          }}
        >
          {chosen !== null && <LeadTypeFields connectionId={chosen} onSaved={() => void refresh()} />}
          <div className={styles.four}>
            {shown.map(({ name, required, values }, at) => (
              <Field key={name} label={required ? `${name}, required` : name}>
                {values.length > 0 ? (
                  <Select<string>
                    value={typed[name] ?? ''}
                    options={[{ value: '', label: 'None' }, ...values.map((one) => ({ value: one, label: one }))]}
                    onChange={(value) => setTyped({ ...typed, [name]: value })}
                  />
                ) : (
                  <TextInput
                    autoFocus={at === 0}
                    value={typed[name] ?? ''}
                    onChange={(value) => setTyped({ ...typed, [name]: value })}
                  />
                )}
              </Field>
            ))}
          </div>
          {/* Enter in a field continues: a form with several fields needs its own submit button for that. */}
          <button type="submit" hidden />
        </form>
      </div>
    </PostPage>
  );
}

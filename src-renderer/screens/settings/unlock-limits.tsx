import { useState } from 'react';
import { Link } from 'wouter';
import type { CommandOutput } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { leadAt } from '../../state/addresses.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { NumberInput } from '../../ui/inputs.tsx';
import { ErrorNote } from '../../ui/notes.tsx';
import { toast } from '../../ui/toaster.tsx';
import { When } from '../../ui/when.tsx';
import sheet from './settings.module.css';
import styles from './work-settings.module.css';

/** One's own limits on unlocking, and the trail of what was unlocked. */
export function UnlockLimitsSettings() {
  const { value, error: unread, refresh } = useCommandQuery('unlock.limits', {});
  const [typed, setTyped] = useState<{ readonly day?: number | null; readonly month?: number | null }>({});
  const [error, setError] = useState<string | null>(null);
  // Until the limits are read the fields can't be typed in: they would be put beneath what is typed.
  const reading = value === null && unread === null;
  const { day = value?.perDay ?? null, month = value?.perMonth ?? null } = typed;
  const wrong = [day, month].some((n) => n !== null && (n < 0 || !Number.isInteger(n)));
  const save = () => {
    call('unlock.setLimits', { perDay: day, perMonth: month }).then(
      () => {
        setError(null);
        setTyped({});
        toast('Limits saved');
        return refresh();
      },
      (thrown: unknown) => setError(errorMessage(thrown)),
    );
  };
  return (
    <section aria-labelledby="unlock-limits" className={sheet.sheet}>
      <h2 id="unlock-limits">Unlocking</h2>
      <p className={sheet.soft}>
        Unlocking a lead may be charged. Nothing is unlocked automatically, and never more than these limits allow.
      </p>
      {(error ?? unread) !== null && <ErrorNote>{error ?? unread}</ErrorNote>}
      <form
        className={styles.line}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field
          label="Daily limit"
          help="Leave empty for no limit"
          className={styles.grow}
          error={wrong ? 'Enter whole numbers' : undefined}
        >
          <NumberInput
            value={day}
            readOnly={reading}
            onChange={(next) => setTyped((before) => ({ ...before, day: next }))}
          />
        </Field>
        <Field label="Monthly limit" help="Leave empty for no limit" className={styles.grow}>
          <NumberInput
            value={month}
            readOnly={reading}
            onChange={(next) => setTyped((before) => ({ ...before, month: next }))}
          />
        </Field>
        <Button type="submit" disabled={wrong || value === null || (day === value.perDay && month === value.perMonth)}>
          Save
        </Button>
      </form>
      <Trail />
    </section>
  );
}

type Asked = CommandOutput<'unlock.trail'>[number];

const PAGE = 100;

/** Everything that was ever asked to be unlocked, newest first, with who asked and what the vendor said. */
function Trail() {
  const { value, error } = useCommandQuery('unlock.trail', { limit: PAGE }, ['leads', 'jobs']);
  const [older, setOlder] = useState<readonly Asked[]>([]);
  const [end, setEnd] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const head = value ?? [];
  const last = head.at(-1)?.id ?? 0;
  const rows = [...head, ...older.filter(({ id }) => id < last)];
  const more = !end && (older.length > 0 || head.length === PAGE);
  const readOn = () => {
    const before = rows.at(-1)?.id;
    if (before === undefined) return;
    call('unlock.trail', { before, limit: PAGE }).then(
      (page) => {
        setFailed(null);
        setOlder([...older, ...page]);
        setEnd(page.length < PAGE);
      },
      (thrown: unknown) => setFailed(errorMessage(thrown)),
    );
  };
  return (
    <section aria-label="Unlock history">
      <h3>Unlock history</h3>
      {(failed ?? error) !== null && <ErrorNote>Couldn’t load the unlock history: {failed ?? error}</ErrorNote>}
      {value !== null && rows.length === 0 ? (
        <p className={sheet.soft}>Nothing unlocked from this desk yet.</p>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                {['When', 'Who', 'Lead', 'Source', 'Result'].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td>
                    <When at={row.at} />
                  </td>
                  <td>{row.who}</td>
                  <td>{row.name === '' ? `Lead ${row.leadId}` : <Link href={leadAt(row.leadId)}>{row.name}</Link>}</td>
                  <td>{row.source}</td>
                  <td>
                    {row.outcome}
                    {row.unlockedBy !== '' && ` by ${row.unlockedBy}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {more && (
        <Button size="small" kind="quiet" onClick={readOn}>
          Earlier
        </Button>
      )}
    </section>
  );
}

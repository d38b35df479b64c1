import { Pencil, Plus, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { CallRule } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { clockOf } from '../../ui/clock.ts';
import { cx } from '../../ui/cx.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatCount } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys.ts';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { toast, toastError } from '../../ui/toaster.tsx';
import { CallRuleDialog, daysWords } from './call-rule-dialog.tsx';
import sheet from './settings.module.css';
import styles from './work-settings.module.css';

/** The hours of a rule in words. */
export function hoursWords({ opens, closes }: Pick<CallRule, 'opens' | 'closes'>): string {
  return opens === null || closes === null ? 'not at all' : `${clockOf(opens)} to ${clockOf(closes)}`;
}

/** When people may be called: federal and state rules, dated, each with its source. The strictest that holds counts. */
export function CallRulesSettings() {
  const { value, error, refresh } = useCommandQuery('callRules.list', {}, ['leads']);
  const [editing, setEditing] = useState<CallRule | 'new' | null>(null);
  const [resetting, setResetting] = useState(false);
  useKeys([
    { id: 'callRules.add', label: 'Add a call rule', keys: 'a', group: 'Settings', run: () => setEditing('new') },
  ]);
  const remove = (rule: CallRule) => {
    call('callRules.remove', { id: rule.id }).then(
      () => {
        toast(`The rule for ${rule.place} is removed`, () => {
          const { id: _, ...rest } = rule;
          call('callRules.save', rest).then(refresh, (thrown: unknown) =>
            toastError(`Couldn’t undo: ${errorMessage(thrown)}`),
          );
        });
        return refresh();
      },
      (thrown: unknown) => toastError(`Not removed: ${errorMessage(thrown)}`),
    );
  };
  const reset = () => {
    setResetting(false);
    call('callRules.reset', {}).then(
      (rules) => {
        toast(`${formatCount(rules.length, 'rule')}, reset to defaults`);
        return refresh();
      },
      (thrown: unknown) => toastError(`Not changed: ${errorMessage(thrown)}`),
    );
  };
  const places = Map.groupBy(value ?? [], (rule) => rule.place);
  return (
    <section aria-labelledby="call-rules" className={cx(sheet.sheet, styles.wide)}>
      <h2 id="call-rules">Call rules</h2>
      <p className={sheet.soft}>
        When people may be called, in their local time. If several rules could apply, the strictest counts. These
        defaults are not legal advice; check them with counsel.
      </p>
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      <div className={sheet.actions}>
        <Button icon={Plus} keys="a" hint="Add a call rule" onClick={() => setEditing('new')}>
          Add a rule …
        </Button>
        <Button kind="quiet" icon={RotateCcw} onClick={() => setResetting(true)}>
          Reset to defaults …
        </Button>
      </div>
      {value === null && error === null && <Skeleton lines={8} height={24} />}
      {value !== null && value.length === 0 && <p>No rules: calls are allowed at any hour.</p>}
      {[...places].map(([place, rules]) => (
        <section key={place} aria-label={place === 'US' ? 'United States' : place} className={styles.group}>
          <h3>{place === 'US' ? 'United States' : place}</h3>
          <ul>
            {rules.map((rule) => (
              <li key={rule.id} className={styles.row}>
                <span className={styles.when}>{daysWords(rule.days)}</span>
                <span className={styles.hours}>{hoursWords(rule)}</span>
                <span className={styles.source}>
                  {rule.source}
                  {rule.attemptsPerDay !== null && ` · at most ${formatCount(rule.attemptsPerDay, 'call')} in 24 hours`}
                  {rule.holidays.length > 0 && ` · not on ${formatCount(rule.holidays.length, 'holiday')}`}
                  {` · from ${rule.from}`}
                  {rule.until !== '' && ` until ${rule.until}`}
                </span>
                <span className={styles.push}>
                  <IconButton
                    size="small"
                    icon={Pencil}
                    label={`Edit the rule for ${rule.place}, ${daysWords(rule.days)}`}
                    onClick={() => setEditing(rule)}
                  />
                  <IconButton
                    size="small"
                    icon={Trash2}
                    label={`Remove the rule for ${rule.place}, ${daysWords(rule.days)}`}
                    onClick={() => remove(rule)}
                  />
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {editing !== null && (
        <CallRuleDialog
          known={editing === 'new' ? null : editing}
          onSaved={() => void refresh()}
          onClose={() => setEditing(null)}
        />
      )}
      <Dialog
        open={resetting}
        onClose={() => setResetting(false)}
        size="small"
        title="Reset to default rules?"
        lead={`All ${formatCount(value?.length ?? 0, 'rule')} are replaced, including your own. This can’t be undone.`}
        foot={
          <>
            <Button autoFocus onClick={() => setResetting(false)}>
              Cancel
            </Button>
            <Button kind="danger" onClick={reset}>
              Replace {formatCount(value?.length ?? 0, 'rule')}
            </Button>
          </>
        }
      />
    </section>
  );
}

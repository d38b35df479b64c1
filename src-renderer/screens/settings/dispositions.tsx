import { ArrowDown, ArrowUp, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Disposition } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { nextWords } from '../../features/lead/outcome-form.tsx';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useKeys } from '../../ui/keys.ts';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { toast, toastError } from '../../ui/toaster.tsx';
import { DispositionDialog } from './disposition-dialog.tsx';
import sheet from './settings.module.css';
import styles from './work-settings.module.css';

const STEP_WORDS: Readonly<Record<Disposition['next']['step'], string>> = {
  done: 'The lead is done',
  callback: 'Asks for a callback time',
  retry: 'Retry later',
  'do-not-call': 'Adds the called phones to the do-not-call list',
  none: 'No automatic step',
};

/** How calls can end: names, order, keys, and what follows from each. */
export function DispositionsSettings() {
  const { value, error, refresh } = useCommandQuery('dispositions.list', {}, ['leads']);
  const [editing, setEditing] = useState<Disposition | 'new' | null>(null);
  useKeys([
    { id: 'dispositions.add', label: 'Add a disposition', keys: 'a', group: 'Settings', run: () => setEditing('new') },
  ]);

  const move = async (at: number, by: 1 | -1) => {
    const order = [...(value ?? [])];
    const one = order[at];
    const other = order[at + by];
    if (one === undefined || other === undefined) return;
    order[at] = other;
    order[at + by] = one;
    try {
      for (const [position, each] of order.entries()) {
        if (each.position !== position) await call('dispositions.save', { ...each, position });
      }
    } catch (thrown) {
      toastError(`Order not changed: ${errorMessage(thrown)}`);
    }
    await refresh();
  };
  const remove = (one: Disposition) => {
    call('dispositions.remove', { id: one.id }).then(
      () => {
        toast(`${one.name} removed. Past calls keep it.`, () => {
          const { id: _, ...rest } = one;
          call('dispositions.save', rest).then(refresh, (thrown: unknown) =>
            toastError(`Couldn’t undo: ${errorMessage(thrown)}`),
          );
        });
        return refresh();
      },
      (thrown: unknown) => toastError(`Not removed: ${errorMessage(thrown)}`),
    );
  };
  return (
    <section aria-labelledby="dispositions" className={sheet.sheet}>
      <h2 id="dispositions">Dispositions</h2>
      <p className={sheet.soft}>Call outcomes in the order they are offered, each with its key and next step.</p>
      {error !== null && <ErrorNote>{error}</ErrorNote>}
      {value === null && error === null && <Skeleton lines={6} height={24} />}
      <ol className={styles.rows} aria-label="Dispositions">
        {value?.map((one, i) => (
          <li key={one.id} className={styles.row}>
            <span className={styles.key}>{one.key === '' ? '' : <Kbd keys={one.key} />}</span>
            <span className={styles.name}>{one.name}</span>
            <span className={styles.soft}>
              {one.next.step === 'retry' ? `Tried ${nextWords(one)}` : STEP_WORDS[one.next.step]}
            </span>
            <span className={styles.push}>
              <IconButton
                size="small"
                icon={ArrowUp}
                label={`Move ${one.name} up`}
                disabled={i === 0}
                onClick={() => void move(i, -1)}
              />
              <IconButton
                size="small"
                icon={ArrowDown}
                label={`Move ${one.name} down`}
                disabled={i === value.length - 1}
                onClick={() => void move(i, 1)}
              />
              <IconButton size="small" icon={Pencil} label={`Change ${one.name}`} onClick={() => setEditing(one)} />
              <IconButton size="small" icon={Trash2} label={`Remove ${one.name}`} onClick={() => remove(one)} />
            </span>
          </li>
        ))}
      </ol>
      <div>
        <Button icon={Plus} keys="a" hint="Add a disposition" onClick={() => setEditing('new')}>
          Add a disposition …
        </Button>
      </div>
      {editing !== null && (
        <DispositionDialog
          known={editing === 'new' ? null : editing}
          taken={(value ?? []).filter((d) => d !== editing).map((d) => d.key)}
          onSaved={() => void refresh()}
          onClose={() => setEditing(null)}
        />
      )}
    </section>
  );
}

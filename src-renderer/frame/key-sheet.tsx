import { useState } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { type Action, currentActions } from '../ui/keys.ts';
import styles from './key-sheet.module.css';

const IN_TABLES: readonly Action[] = [
  { id: 'table.next', label: 'Next row', keys: 'j', group: 'In tables', run: () => undefined },
  { id: 'table.before', label: 'Previous row', keys: 'k', group: 'In tables', run: () => undefined },
  { id: 'table.first', label: 'First row', keys: 'Home', group: 'In tables', run: () => undefined },
  { id: 'table.last', label: 'Last row', keys: 'End', group: 'In tables', run: () => undefined },
  { id: 'table.open', label: 'Open row', keys: 'Enter', group: 'In tables', run: () => undefined },
  { id: 'table.tick', label: 'Select row', keys: 'x', group: 'In tables', run: () => undefined },
];

/** All keys of the current screen, by group. */
export function KeySheet({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return open ? <Sheet onClose={onClose} /> : null;
}

function Sheet({ onClose }: { readonly onClose: () => void }) {
  const [actions] = useState(() => [
    ...currentActions().filter((a) => a.keys !== undefined && a.disabled !== true),
    ...IN_TABLES,
  ]);
  return (
    <Dialog open onClose={onClose} title="Keyboard shortcuts" size="large">
      <div className={styles.groups}>
        {[...Map.groupBy(actions, (a) => a.group)].map(([group, inGroup]) => (
          <section key={group}>
            <h3 className={styles.heading}>{group}</h3>
            <dl className={styles.keys}>
              {inGroup.map((action) => (
                <div key={action.id} className={styles.key}>
                  <dt>{action.label}</dt>
                  <dd>{action.keys !== undefined && <Kbd keys={action.keys} />}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

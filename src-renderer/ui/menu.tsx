import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement } from 'react';
import { Kbd } from './kbd.tsx';
import { type Action, keysOf } from './keys.ts';
import styles from './menu.module.css';

interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  /** Its commands; those with keys show them. */
  readonly actions: readonly Action[];
}

/** A menu of commands that opens from a button. */
export function Menu({ trigger, actions }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles.positioner} sideOffset={4} align="end">
          <Base.Popup className={styles.popup}>
            {actions.map((action) => {
              const keys = keysOf(action);
              return (
                <Base.Item key={action.id} className={styles.item} disabled={action.disabled} onClick={action.run}>
                  <span>{action.label}</span>
                  {keys !== undefined && <Kbd keys={keys} />}
                </Base.Item>
              );
            })}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

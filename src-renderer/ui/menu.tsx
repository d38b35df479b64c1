import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement } from 'react';
import { Kbd } from './kbd.tsx';
import { type Act, keysOf } from './keys.ts';
import styles from './menu.module.css';

interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  /** Its commands; those with keys show them. */
  readonly acts: readonly Act[];
}

/** A menu of commands that opens from a button. */
export function Menu({ trigger, acts }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles.positioner} sideOffset={4} align="end">
          <Base.Popup className={styles.popup}>
            {acts.map((act) => {
              const keys = keysOf(act);
              return (
                <Base.Item key={act.id} className={styles.item} disabled={act.disabled} onClick={act.run}>
                  <span>{act.label}</span>
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

import { Dialog } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { useState } from 'react';
import { Kbd } from '../ui/kbd.tsx';
import { type Act, currentActs, KeyBarrier } from '../ui/keys.ts';
import styles from './palette.module.css';

interface PaletteProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Every act that can be done here, by typing a part of its name. */
export function Palette({ open, onClose }: PaletteProps) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.popup} aria-label="All acts">
          <Acts onClose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Acts({ onClose }: Pick<PaletteProps, 'onClose'>) {
  const [acts] = useState(() => currentActs().filter((a) => a.hidden !== true && a.disabled !== true));
  const groups = Map.groupBy(acts, (a) => a.group);
  const pick = (act: Act) => {
    onClose();
    act.run();
  };
  return (
    <>
      <KeyBarrier />
      <Command label="All acts" loop>
        <Command.Input placeholder="What do you want to do?" className={styles.input} autoFocus />
        <Command.List className={styles.list} label="Acts">
          <Command.Empty className={styles.none}>Nothing here is called that.</Command.Empty>
          {[...groups].map(([group, inGroup]) => (
            <Command.Group key={group} heading={group} className={styles.group}>
              {inGroup.map((act) => (
                <Command.Item
                  key={act.id}
                  value={`${act.label} ${act.id}`}
                  onSelect={() => pick(act)}
                  className={styles.item}
                >
                  <span>{act.label}</span>
                  {act.keys !== undefined && <Kbd keys={act.keys} />}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </>
  );
}

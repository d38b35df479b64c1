import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';
import { OutsideFields } from './field.tsx';
import { KeyBarrier } from './keys.ts';
import styles from './popover.module.css';

interface PopoverProps {
  /** The button it belongs to. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  /** What it is, for a screen reader. */
  readonly label: string;
  readonly children: ReactNode;
}

/** A small form that opens at a button. Esc or a click outside closes it, and the focus returns. */
export function Popover({ trigger, open, onOpen, label, children }: PopoverProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpen(next)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles.positioner} sideOffset={4} align="start" collisionPadding={8}>
          <Base.Popup className={styles.popup} aria-label={label}>
            <KeyBarrier />
            <OutsideFields>{children}</OutsideFields>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

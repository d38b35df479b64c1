import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import styles from './dialog.module.css';
import { KeyBarrier } from './keys.ts';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** One or two sentences below the title. */
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
  /** The buttons, the main one last. */
  readonly foot?: ReactNode;
  readonly size?: 'small' | 'normal' | 'large';
}

/** A question or a form over the page; Esc closes it and focus goes back where it was. */
export function Dialog({ open, onClose, title, lead, children, foot, size = 'normal' }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup className={cx(styles.popup, styles[size])}>
          <KeyBarrier />
          <header className={styles.head}>
            <div>
              <Base.Title className={styles.title}>{title}</Base.Title>
              {lead !== undefined && <Base.Description className={styles.lead}>{lead}</Base.Description>}
            </div>
          </header>
          {children !== undefined && <div className={styles.body}>{children}</div>}
          {foot !== undefined && <footer className={styles.foot}>{foot}</footer>}
          {/* Last, so that focus begins at what the dialog is about. */}
          <IconButton icon={X} label="Close" keys="Escape" onClick={onClose} className={styles.close} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

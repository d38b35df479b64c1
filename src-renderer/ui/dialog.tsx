import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import styles from './dialog.module.css';
import { OutsideFields } from './field.tsx';
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
  readonly size?: 'small' | 'normal' | 'large' | 'wide';
}

/** Where the focus starts: at the first input or button, never at the close button. */
const BEGINS_AT = 'input, select, textarea, button:not([aria-label="Close"])';

/** A question or a form over the page. Esc closes it, and the focus returns to where it was. */
export function Dialog({ open, onClose, title, lead, children, foot, size = 'normal' }: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  const first = () => popup.current?.querySelector<HTMLElement>(BEGINS_AT) ?? popup.current;
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup ref={popup} initialFocus={first} className={cx(styles.popup, styles[size])}>
          <KeyBarrier />
          <header className={styles.head}>
            <div>
              <Base.Title className={styles.title}>{title}</Base.Title>
              {lead !== undefined && <Base.Description className={styles.lead}>{lead}</Base.Description>}
            </div>
          </header>
          <OutsideFields>
            {children !== undefined && <Body>{children}</Body>}
            {foot !== undefined && <footer className={styles.foot}>{foot}</footer>}
          </OutsideFields>
          <IconButton icon={X} label="Close" keys="Escape" onClick={onClose} className={styles.close} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

const CAN_FOCUS = 'a[href], button, input, select, textarea, [tabindex="0"]';

/**
 * The content between head and foot. If it scrolls and has nothing focusable, it is focusable itself, so that it can be read by keyboard.
 */
function Body({ children }: { readonly children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null);
  const [isStop, setStop] = useState(false);
  useLayoutEffect(() => {
    const it = body.current;
    if (it === null) return;
    const look = () => setStop(it.scrollHeight > it.clientHeight && it.querySelector(CAN_FOCUS) === null);
    look();
    const seen = new ResizeObserver(look);
    seen.observe(it);
    return () => seen.disconnect();
  }, []);
  return (
    <div ref={body} className={styles.body} tabIndex={isStop ? 0 : undefined}>
      {children}
    </div>
  );
}

import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { Kbd } from './kbd.tsx';
import { shownKeys } from './keys.ts';
import styles from './tooltip.module.css';

interface TooltipProps {
  readonly text: ReactNode;
  readonly keys?: string | undefined;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  /** The element it belongs to; it must be able to hold focus, or the text can't be reached by keyboard. */
  readonly children: ReactElement<Record<string, unknown>>;
}

/** A word on hover and on focus, with the key of the act. For the eye alone: what a screen reader needs is the element's own name. */
export function Tooltip({ text, keys, side = 'bottom', children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className={styles.positioner}>
          <Base.Popup aria-hidden="true" className={styles.popup}>
            <span>{text}</span>
            <Shown keys={keys} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** Looked up as the tooltip opens: the operator may have chosen other keys. */
function Shown({ keys }: { readonly keys: string | undefined }) {
  const now = keys === undefined ? undefined : shownKeys(keys);
  return now === undefined ? null : <Kbd keys={now} />;
}

/** Stands once around the whole page: the second tooltip in a row comes without waiting. */
export const TooltipGroup = Base.Provider;

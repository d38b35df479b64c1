import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { Kbd } from './kbd.tsx';
import { shownKeys } from './keys.ts';
import styles from './tooltip.module.css';

interface TooltipProps {
  readonly text: ReactNode;
  readonly keys?: string | undefined;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  /** The element it belongs to. It must be focusable, or the text can't be reached by keyboard. */
  readonly children: ReactElement<Record<string, unknown>>;
}

/** A text on hover and on focus, with the key of the command. It is only visual: a screen reader uses the element's own name. */
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

/** Looked up when the tooltip opens, because the operator may have chosen other keys. */
function Shown({ keys }: { readonly keys: string | undefined }) {
  const now = keys === undefined ? undefined : shownKeys(keys);
  return now === undefined ? null : <Kbd keys={now} />;
}

/** Placed once around the whole page, so that the second tooltip in a row opens without a delay. */
export const TooltipGroup = Base.Provider;

import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import styles from './button.module.css';
import { cx } from './cx.ts';
import type { Action } from './keys.ts';
import { Tooltip } from './tooltip.tsx';

type Kind = 'main' | 'plain' | 'quiet' | 'danger';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** `main` for one button per screen; `danger` for what can't be undone. */
  readonly kind?: Kind;
  readonly size?: 'normal' | 'small';
  readonly icon?: LucideIcon | undefined;
  /** Shown in a tooltip. */
  readonly keys?: string | undefined;
  readonly hint?: string | undefined;
  readonly children: ReactNode;
}

/** A button with text. */
export function Button({
  kind = 'plain',
  size = 'normal',
  icon: Icon,
  keys,
  hint,
  children,
  className,
  ...rest
}: ButtonProps) {
  const button = (
    <button
      type="button"
      {...rest}
      className={cx(styles.button, styles[kind], size === 'small' && styles.small, className)}
    >
      {Icon && <Icon size={size === 'small' ? 14 : 16} aria-hidden="true" />}
      <span className={styles.label}>{children}</span>
    </button>
  );
  if (keys === undefined && hint === undefined) return button;
  return (
    <Tooltip text={hint ?? children} keys={keys}>
      {button}
    </Tooltip>
  );
}

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  readonly icon: LucideIcon;
  /** What it does: its name for a screen reader, and its tooltip. */
  readonly label: string;
  readonly keys?: string | undefined;
  readonly size?: 'normal' | 'small';
}

/** A button with an icon. Its text is in the tooltip. */
export function IconButton({ icon: Icon, label, keys, size = 'normal', className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        className={cx(styles.button, styles.quiet, styles.square, size === 'small' && styles.small, className)}
      >
        <Icon size={size === 'small' ? 14 : 16} aria-hidden="true" />
      </button>
    </Tooltip>
  );
}

export interface ActionButtonProps extends Omit<ButtonProps, 'children' | 'keys' | 'onClick' | 'disabled'> {
  readonly action: Action;
  /** Text other than the command's label. */
  readonly children?: ReactNode;
}

/** A button for a command that `useAct` or `useKeys` registered. */
export function ActionButton({ action, children, ...rest }: ActionButtonProps) {
  return (
    <Button
      {...rest}
      keys={action.keys}
      hint={rest.hint ?? action.label}
      disabled={action.disabled === true}
      onClick={action.run}
    >
      {children ?? action.label}
    </Button>
  );
}

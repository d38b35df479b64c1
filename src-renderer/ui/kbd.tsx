import styles from './kbd.module.css';
import { isMac } from './keys.ts';

const NAMES: Readonly<Record<string, string>> = {
  mod: isMac ? '⌘' : 'Ctrl',
  alt: isMac ? '⌥' : 'Alt',
  shift: isMac ? '⇧' : 'Shift',
  Escape: 'Esc',
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  ' ': 'Space',
};

/** A key or a sequence of keys, as `Act.keys` writes it. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keys}>
      {(keys === ' ' ? [keys] : keys.split(' ')).map((step) => (
        <kbd key={step} className={styles.key}>
          {step
            .split('+')
            .map((part) => NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part))
            .join(isMac ? '' : ' ')}
        </kbd>
      ))}
    </span>
  );
}

import { X } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { create } from 'zustand';
import { Button, IconButton } from './button.tsx';
import { useKeys } from './keys.ts';
import styles from './toaster.module.css';

interface Toast {
  readonly id: number;
  readonly text: string;
  /** Undoes the action; the toast then disappears. */
  readonly undo?: (() => void) | undefined;
  readonly wrong: boolean;
}

interface Toasts {
  readonly toasts: readonly Toast[];
  /** The last action that can be undone, by its key also after the toast has disappeared. */
  readonly undoable: Toast | null;
}

const useToasts = create<Toasts>(() => ({ toasts: [], undoable: null }));
let last = 0;

const STAYS_MS = 8000;

function add(toast: Omit<Toast, 'id'>): void {
  const id = ++last;
  const made = { id, ...toast };
  useToasts.setState(({ toasts, undoable }) => ({
    toasts: [...toasts.slice(-2), made],
    undoable: made.undo === undefined ? undoable : made,
  }));
}

function drop(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((t) => t.id !== id) }));
}

/** Says what was done, with its number, and offers to take it back. */
export function toast(text: string, undo?: () => void): void {
  add({ text, undo, wrong: false });
}

/** Says what failed, in a sentence; stays until it is closed. */
export function toastError(text: string): void {
  add({ text, wrong: true });
}

function takeBack(toast: Toast): void {
  drop(toast.id);
  useToasts.setState({ undoable: null });
  toast.undo?.();
}

function ToastLine({ toast }: { readonly toast: Toast }) {
  useEffect(() => {
    if (toast.wrong) return;
    const timer = setTimeout(() => drop(toast.id), STAYS_MS);
    return () => clearTimeout(timer);
  }, [toast]);
  return (
    <li className={toast.wrong ? styles.wrong : styles.toast}>
      <span className={styles.text}>{toast.text}</span>
      {toast.undo !== undefined && (
        <Button size="small" keys="mod+z" hint="Undo" onClick={() => takeBack(toast)}>
          Undo
        </Button>
      )}
      <IconButton size="small" icon={X} label="Dismiss" onClick={() => drop(toast.id)} />
    </li>
  );
}

/** What was said last, and what failed last: the rest is no news any more. */
function shownOf(toasts: readonly Toast[]): readonly Toast[] {
  const failed = toasts.findLast((toast) => toast.wrong);
  return toasts.filter((toast) => toast === failed || toast === toasts.at(-1));
}

/** Stands once in the page; `say` and `toastError` speak through it, beside what else has something to say there. */
export function Toaster({ children }: { readonly children?: ReactNode }) {
  const toasts = shownOf(useToasts((s) => s.toasts));
  const undoable = useToasts((s) => s.undoable);
  useKeys([
    {
      id: 'toast.undo',
      label: 'Undo',
      keys: 'mod+z',
      group: 'Everywhere',
      disabled: undoable === null,
      run: () => undoable !== null && takeBack(undoable),
    },
  ]);
  return (
    <section aria-label="Messages" aria-live="polite" className={styles.place}>
      {children}
      <ul className={styles.list}>
        {toasts.map((toast) => (
          <ToastLine key={toast.id} toast={toast} />
        ))}
      </ul>
    </section>
  );
}

import type { ReactNode } from 'react';
import styles from './gallery.module.css';

export interface Specimen {
  /** What is shown: the name of the component, or of those that belong together. */
  readonly name: string;
  /** Takes the whole width of the page. */
  readonly wide?: boolean;
  readonly Shown: () => ReactNode;
}

/** One state of a component, under its name. */
export function State({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.state}>
      <h3>{name}</h3>
      {children}
    </div>
  );
}

/** Several small ones beside each other. */
export function Row({ children }: { readonly children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}

/** Room of a fixed height, for what fills the room it is given. */
export function Frame({ children }: { readonly children: ReactNode }) {
  return <div className={styles.frame}>{children}</div>;
}

/** For what is shown and does nothing here. */
export const nothing = (): void => undefined;

import type { ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './page.module.css';

interface PageProps {
  /** The name of the screen, the last part of the breadcrumb. */
  readonly title: ReactNode;
  /** The breadcrumb: address and name of each screen above. */
  readonly above?: readonly { readonly href: string; readonly label: string }[];
  /** Beside the title: a state, a count. */
  readonly aside?: ReactNode;
  /** Between title and actions: the steps of a longer procedure. */
  readonly middle?: ReactNode;
  /** This screen's search. */
  readonly search?: ReactNode;
  /** Secondary actions, then the main one. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A screen: the bar with its name, search and main action, and the content below. */
export function Page({ title, above = [], aside, middle, search, actions, children }: PageProps) {
  return (
    <>
      <header className={styles.bar}>
        <nav aria-label="Where you are" className={styles.way}>
          {above.map((one) => (
            <span key={one.href} className={styles.above}>
              <Link href={one.href}>{one.label}</Link>
              <span aria-hidden="true">/</span>
            </span>
          ))}
          <h1 className={styles.title}>{title}</h1>
          {aside}
        </nav>
        {middle}
        {search !== undefined && <div className={styles.search}>{search}</div>}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      <main className={styles.room}>{children}</main>
    </>
  );
}

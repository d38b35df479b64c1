import type { ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './page.module.css';

interface PageProps {
  /** The place: the last of the way here. */
  readonly title: ReactNode;
  /** The way here: address and name of each place above. */
  readonly above?: readonly { readonly href: string; readonly label: string }[];
  /** Beside the title: a state, a count. */
  readonly aside?: ReactNode;
  /** Between title and acts: the steps of something longer. */
  readonly middle?: ReactNode;
  /** This place's search. */
  readonly search?: ReactNode;
  /** Lesser acts, then the one main act. */
  readonly acts?: ReactNode;
  readonly children: ReactNode;
}

/** A screen: the bar that says where it is, with its search and its main act, and the room below. */
export function Page({ title, above = [], aside, middle, search, acts, children }: PageProps) {
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
        {acts !== undefined && <div className={styles.acts}>{acts}</div>}
      </header>
      <main className={styles.room}>{children}</main>
    </>
  );
}

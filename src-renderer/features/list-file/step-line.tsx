import { Link } from 'wouter';
import styles from './step-line.module.css';

interface StepLineProps {
  readonly label: string;
  /** The steps in order; those that can be opened have an address. */
  readonly steps: readonly { readonly name: string; readonly href: string | null }[];
  /** The index of the current step. */
  readonly at: number;
}

/** The steps of a longer task. Those that can be opened are links. */
export function StepLine({ label, steps, at }: StepLineProps) {
  return (
    <nav aria-label={label}>
      <ol className={styles.steps}>
        {steps.map(({ name, href }, i) => {
          const words = (
            <>
              <span className={styles.number}>{i + 1}</span>
              {name}
            </>
          );
          return (
            <li key={name} className={styles.slot}>
              {i === at ? (
                <span aria-current="step" className={styles.here}>
                  {words}
                </span>
              ) : href !== null ? (
                <Link href={href} className={styles.step}>
                  {words}
                </Link>
              ) : (
                <span className={styles.closed}>{words}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

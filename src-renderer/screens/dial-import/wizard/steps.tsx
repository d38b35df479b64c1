import { Link } from 'wouter';
import { IMPORT_STEPS, type ImportStep, importAt } from '../../../frame/addresses.ts';
import styles from './steps.module.css';

const NAMES: Readonly<Record<ImportStep, string>> = {
  file: 'File',
  columns: 'Columns',
  checks: 'Checks',
  start: 'Start',
  result: 'Result',
};

interface StepsProps {
  readonly id: number | null;
  readonly at: ImportStep;
  readonly open: readonly ImportStep[];
}

/** The steps of an import; those that can be gone to are links. */
export function Steps({ id, at, open }: StepsProps) {
  return (
    <nav aria-label="Steps of the import">
      <ol className={styles.steps}>
        {IMPORT_STEPS.map((step, i) => {
          const words = (
            <>
              <span className={styles.number}>{i + 1}</span>
              {NAMES[step]}
            </>
          );
          return (
            <li key={step} className={styles.slot}>
              {step === at ? (
                <span aria-current="step" className={styles.here}>
                  {words}
                </span>
              ) : id !== null && open.includes(step) ? (
                <Link href={importAt(id, step)} className={styles.step}>
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

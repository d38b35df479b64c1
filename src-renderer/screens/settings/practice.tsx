import { PracticeRoles } from '../../features/practice/practice-roles.tsx';
import { useDesk } from '../../state/desk.ts';
import { PracticeFaultSwitches } from './practice-faults.tsx';
import styles from './settings.module.css';

/** The practice vendors: starting them where one works, and what they do wrong on purpose. */
export function PracticeSettings() {
  const running = useDesk((s) => s.status?.connections.find((c) => c.name === 'Practice dialer') ?? null);
  return (
    <section aria-labelledby="practice" className={styles.sheet}>
      <h2 id="practice">Practice vendors</h2>
      <p className={styles.soft}>
        A dialer in miniature on this computer, a job board, a LionDesk and a LeadExec beside it: they answer as the
        real ones would and call nobody. With them come a sample list of 5,000 rows to send, 12,000 leads into the
        inbox, and offers to claim.
      </p>
      {running !== null && (
        <p>
          {running.name} is connected at {running.url}.
        </p>
      )}
      <PracticeRoles />
      <PracticeFaultSwitches />
    </section>
  );
}

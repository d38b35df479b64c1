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
        A simulated dialer, job board, LionDesk and LeadExec on this computer. They answer like the real ones and call
        nobody. Includes a sample list of 5,000 rows to send, 12,000 leads for the inbox, and offers to claim.
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

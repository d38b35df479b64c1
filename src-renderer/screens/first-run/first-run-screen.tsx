import { FlaskConical, Inbox, type LucideIcon, PlugZap } from 'lucide-react';
import { Link } from 'wouter';
import { PracticeRoles } from '../../features/practice/practice-roles.tsx';
import { dialerAt, leadsInAt, sourceAt } from '../../state/addresses.ts';
import { navigate } from '../../state/hash-location.ts';
import { ActionButton } from '../../ui/button.tsx';
import { type Action, useKeys } from '../../ui/keys.ts';
import { Page } from '../../ui/page.tsx';
import styles from './first-run.module.css';

/** Shown while nothing is connected: what the desk does, and how to start. */
export function FirstRunScreen() {
  const group = 'Get started';
  const dialer: Action = {
    id: 'first.connect',
    label: 'Connect your dialer',
    keys: 'c',
    group,
    run: () => navigate(dialerAt()),
  };
  const source: Action = {
    id: 'first.source',
    label: 'Connect a lead source',
    keys: 's',
    group,
    run: () => navigate(sourceAt()),
  };
  useKeys([dialer, source]);
  return (
    <Page title="Welcome to Trunkline">
      <div className={styles.sheet}>
        <h2 className={styles.promise}>
          Trunkline brings every vendor’s leads into one inbox, each person once, and loads your dial lists into your
          dialer, with every row checked and sent exactly once.
        </h2>
        <div className={styles.ways}>
          <Way action={dialer} icon={PlugZap} main>
            To send dial lists. You need its address, an API user and the password. Nothing is sent until you start a
            list.
          </Way>
          <Way action={source} icon={Inbox}>
            LocumJobsOnline or LionDesk. Their leads arrive automatically and stay available offline.
          </Way>
          <section className={styles.way} aria-label="Try with practice vendors">
            <FlaskConical size={20} aria-hidden="true" className={styles.icon} />
            <p className={styles.words}>
              Try it first. A simulated dialer, job board and LionDesk run on this computer, answer like the real ones,
              and call nobody.
            </p>
            <PracticeRoles />
          </section>
        </div>
        <p className={styles.soft}>
          No vendor yet? <Link href={leadsInAt('new')}>Add a lead manually</Link> or{' '}
          <Link href={leadsInAt('file')}>import a file of leads</Link>. Your leads, lists and passwords stay on this
          computer and go only to the vendors you connect.
        </p>
      </div>
    </Page>
  );
}

interface WayProps {
  readonly action: Action;
  readonly icon: LucideIcon;
  readonly main?: boolean;
  readonly children: React.ReactNode;
}

function Way({ action, icon: Icon, main, children }: WayProps) {
  return (
    <section className={styles.way} aria-label={action.label}>
      <Icon size={20} aria-hidden="true" className={styles.icon} />
      <p className={styles.words}>{children}</p>
      <ActionButton action={action} kind={main === true ? 'main' : 'plain'} />
    </section>
  );
}

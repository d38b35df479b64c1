import { FlaskConical, Inbox, type LucideIcon, PlugZap } from 'lucide-react';
import { Link } from 'wouter';
import { dialerAt, leadsInAt, sourceAt } from '../../frame/addresses.ts';
import { goTo } from '../../frame/hash-location.ts';
import { Page } from '../../frame/page.tsx';
import { ActButton } from '../../ui/button.tsx';
import { type Act, useKeys } from '../../ui/keys.ts';
import styles from './first-run.module.css';
import { PracticeRoles } from './practice-roles.tsx';

/** Shown while nothing is connected: what the desk does, and the ways to begin. */
export function FirstRunScreen() {
  const group = 'Begin';
  const dialer: Act = {
    id: 'first.connect',
    label: 'Connect your dialer',
    keys: 'c',
    group,
    run: () => goTo(dialerAt()),
  };
  const source: Act = {
    id: 'first.source',
    label: 'Connect a source of leads',
    keys: 's',
    group,
    run: () => goTo(sourceAt()),
  };
  useKeys([dialer, source]);
  return (
    <Page title="Welcome to Trunkline">
      <div className={styles.sheet}>
        <h2 className={styles.promise}>
          Trunkline brings every vendor’s leads into one inbox, each person once, and takes your dial lists into your
          dialer, every row checked and sent exactly once.
        </h2>
        <div className={styles.ways}>
          <Way act={dialer} icon={PlugZap} main>
            To send dial lists. You need its address, an API user and the password. Nothing is sent until you start a
            list.
          </Way>
          <Way act={source} icon={Inbox}>
            LocumJobsOnline or LionDesk. Their leads come in by themselves and stay here, also without a network.
          </Way>
          <section className={styles.way} aria-label="Try with practice vendors">
            <FlaskConical size={20} aria-hidden="true" className={styles.icon} />
            <p className={styles.words}>
              Try it first. A dialer, a job board and a LionDesk in miniature run on this computer, answer as the real
              ones would, and call nobody.
            </p>
            <PracticeRoles />
          </section>
        </div>
        <p className={styles.soft}>
          No vendor at hand? <Link href={leadsInAt('new')}>Write a lead by hand</Link> or{' '}
          <Link href={leadsInAt('file')}>bring in a file of leads</Link>. Your leads, lists and passwords stay on this
          computer; they go to your own vendors and nowhere else.
        </p>
      </div>
    </Page>
  );
}

interface WayProps {
  readonly act: Act;
  readonly icon: LucideIcon;
  readonly main?: boolean;
  readonly children: React.ReactNode;
}

function Way({ act, icon: Icon, main, children }: WayProps) {
  return (
    <section className={styles.way} aria-label={act.label}>
      <Icon size={20} aria-hidden="true" className={styles.icon} />
      <p className={styles.words}>{children}</p>
      <ActButton act={act} kind={main === true ? 'main' : 'plain'} />
    </section>
  );
}

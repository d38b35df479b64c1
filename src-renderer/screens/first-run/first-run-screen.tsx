import { FlaskConical, Inbox, type LucideIcon, PlugZap } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { dialerAt, leadsInAt, sourceAt } from '../../frame/addresses.ts';
import { goTo } from '../../frame/hash-location.ts';
import { Page } from '../../frame/page.tsx';
import { startPractice } from '../../state/first-run.ts';
import { ActButton } from '../../ui/button.tsx';
import { type Act, useKeys } from '../../ui/keys.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import { say } from '../../ui/toaster.tsx';
import styles from './first-run.module.css';

/** Shown while nothing is connected: what the desk does, and the ways to begin. */
export function FirstRunScreen() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
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
  const practise: Act = {
    id: 'first.practice',
    label: 'Try with practice vendors (a sample list of 5,000 rows and 10,000 leads)',
    keys: 't',
    group,
    disabled: busy,
    run: () => {
      setBusy(true);
      setError(null);
      void startPractice('sample-list').then((wrong) => {
        setError(wrong);
        setBusy(false);
        if (wrong === null) say('The practice leads come into the inbox by themselves. This is the sample list.');
      });
    },
  };
  useKeys([dialer, source, practise]);
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
          <Way act={practise} icon={FlaskConical} words={busy ? 'Starting the practice vendors …' : undefined}>
            A dialer, a job board and a LionDesk in miniature run on this computer, answer as the real ones would, and
            call nobody.
          </Way>
        </div>
        {error !== null && <ErrorNote>{error}</ErrorNote>}
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
  /** Other words than the act's on the button. */
  readonly words?: string | undefined;
  readonly children: React.ReactNode;
}

function Way({ act, icon: Icon, main, words, children }: WayProps) {
  return (
    <section className={styles.way} aria-label={act.label}>
      <Icon size={20} aria-hidden="true" className={styles.icon} />
      <p className={styles.words}>{children}</p>
      <ActButton act={act} kind={main === true ? 'main' : 'plain'}>
        {words}
      </ActButton>
    </section>
  );
}

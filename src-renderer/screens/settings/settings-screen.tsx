import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import { dialerAt } from '../../state/addresses.ts';
import { navigate } from '../../state/hash-location.ts';
import { Button } from '../../ui/button.tsx';
import { useKeys } from '../../ui/keys.ts';
import { Page } from '../../ui/page.tsx';
import { AgentSettings } from './agent.tsx';
import { CallRulesSettings } from './call-rules.tsx';
import { ConnectionsSettings } from './connections.tsx';
import { DataSettings } from './data.tsx';
import { DispositionsSettings } from './dispositions.tsx';
import { DoNotCallSettings } from './do-not-call.tsx';
import { KeysSettings } from './keys.tsx';
import { LookSettings } from './look.tsx';
import { OfferSettingsPane } from './offer-settings.tsx';
import { PracticeSettings } from './practice.tsx';
import styles from './settings.module.css';
import { UnlockLimitsSettings } from './unlock-limits.tsx';
import { UpdateSettings } from './updates.tsx';

const PARTS = [
  { path: '/settings/dialers', label: 'Connections' },
  { path: '/settings/do-not-call', label: 'Do-not-call list' },
  { path: '/settings/call-rules', label: 'Call rules' },
  { path: '/settings/dispositions', label: 'Dispositions' },
  { path: '/settings/unlock-limits', label: 'Unlocking' },
  { path: '/settings/offers', label: 'Offers' },
  { path: '/settings/agent', label: 'Agent' },
  { path: '/settings/look', label: 'Appearance' },
  { path: '/settings/keys', label: 'Keyboard' },
  { path: '/settings/practice', label: 'Practice vendors' },
  { path: '/settings/data', label: 'Data' },
  { path: '/settings/updates', label: 'Updates' },
] as const;

/** Connections, the do-not-call list, how leads are worked, the look, the keys, the practice vendors, the data, and newer versions. */
export function SettingsScreen() {
  const [path] = useLocation();
  useKeys([
    {
      id: 'settings.add',
      label: 'Add connection',
      keys: 'n',
      group: 'Settings',
      run: () => navigate(dialerAt()),
    },
    ...PARTS.map((part, i) => ({
      id: `settings${part.path}`,
      label: `Settings: ${part.label}`,
      // The tenth is on 0, as on the keyboard; what comes after has none.
      keys: i < 10 ? String((i + 1) % 10) : '',
      group: 'Settings',
      run: () => navigate(part.path),
    })),
  ]);
  return (
    <Page
      title="Settings"
      actions={
        <Button
          kind={/^\/settings\/dialers\/./.test(path) ? 'plain' : 'main'}
          keys="n"
          onClick={() => navigate(dialerAt())}
        >
          Add connection
        </Button>
      }
    >
      <nav aria-label="Settings" className={styles.parts}>
        {PARTS.map((part) => (
          <Link
            key={part.path}
            href={part.path}
            className={styles.part}
            aria-current={path.startsWith(part.path) ? 'page' : undefined}
          >
            {part.label}
          </Link>
        ))}
      </nav>
      <div className={styles.room}>
        <Switch>
          <Route path="/settings/dialers/:id?">{({ id }) => <ConnectionsSettings open={id ?? null} />}</Route>
          <Route path="/settings/do-not-call">
            <DoNotCallSettings />
          </Route>
          <Route path="/settings/call-rules">
            <CallRulesSettings />
          </Route>
          <Route path="/settings/dispositions">
            <DispositionsSettings />
          </Route>
          <Route path="/settings/unlock-limits">
            <UnlockLimitsSettings />
          </Route>
          <Route path="/settings/offers">
            <OfferSettingsPane />
          </Route>
          <Route path="/settings/agent">
            <AgentSettings />
          </Route>
          <Route path="/settings/look">
            <LookSettings />
          </Route>
          <Route path="/settings/keys">
            <KeysSettings />
          </Route>
          <Route path="/settings/practice">
            <PracticeSettings />
          </Route>
          <Route path="/settings/data">
            <DataSettings />
          </Route>
          <Route path="/settings/updates">
            <UpdateSettings />
          </Route>
          <Route>
            <Redirect to="/settings/dialers" replace />
          </Route>
        </Switch>
      </div>
    </Page>
  );
}

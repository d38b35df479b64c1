import { CSPProvider } from '@base-ui/react/csp-provider';
import { useEffect, useState } from 'react';
import { Redirect, Route, Router, Switch, useLocation } from 'wouter';
import { call } from '../bridge/index.ts';
import { LeadDesk } from '../features/lead/lead-desk.tsx';
import { DamagedScreen } from '../screens/damaged/damaged-screen.tsx';
import { firstPlace, PLACES, placesIn } from '../screens/places.ts';
import { refreshDesk, useDesk, watchDesk } from '../state/desk.ts';
import { navigate, useHashPath, useHashSearch } from '../state/hash-location.ts';
import { watchInbox } from '../state/inbox-health.ts';
import { watchPostTurns } from '../state/post-turns.ts';
import { changePreferences, usePreferences, watchPreferences } from '../state/preferences.ts';
import { Boundary } from '../ui/boundary.tsx';
import { Button } from '../ui/button.tsx';
import { listenForKeys, useKeys } from '../ui/keys.ts';
import { EmptyState, ErrorNote, Note } from '../ui/notes.tsx';
import { Page } from '../ui/page.tsx';
import { Toaster, toastError } from '../ui/toaster.tsx';
import { TooltipGroup } from '../ui/tooltip.tsx';
import styles from './app.module.css';
import { KeySheet } from './key-sheet.tsx';
import { OfferNotices } from './offer-notices.tsx';
import { Palette } from './palette.tsx';
import { PostNotices } from './post-notices.tsx';
import { Rail } from './rail.tsx';
import { SkipLink } from './skip-link.tsx';
import { Strip } from './strip.tsx';
import { UpdateLine } from './update-line.tsx';

const THEMES = { system: 'light', light: 'dark', dark: 'system' } as const;

/** The whole desk: rail, screen, strip, and overlays. */
export function App() {
  useEffect(() => {
    const stops = [watchDesk(), watchInbox(), watchPreferences(), watchPostTurns(), listenForKeys(window)];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return (
    <CSPProvider disableStyleElements>
      <TooltipGroup delay={500}>
        <Router hook={useHashPath} searchHook={useHashSearch}>
          <Whole />
        </Router>
      </TooltipGroup>
    </CSPProvider>
  );
}

/** The desk, or if its data can't be opened, what is wrong with it. */
function Whole() {
  const damage = useDesk((s) => s.damage);
  return damage === null ? <Desk /> : <DamagedScreen damage={damage} />;
}

function Desk() {
  const [over, setOver] = useState<'palette' | 'keys' | null>(null);
  const theme = usePreferences((p) => p.theme);
  const status = useDesk((s) => s.status);
  useKeys([
    {
      id: 'palette',
      label: 'Commands',
      keys: 'mod+k',
      group: 'Everywhere',
      hidden: true,
      run: () => setOver('palette'),
    },
    { id: 'keys', label: 'Keyboard shortcuts', keys: '?', group: 'Everywhere', run: () => setOver('keys') },
    ...placesIn(status).map((p) => ({
      id: `go${p.path}`,
      label: `Go to ${p.label}`,
      keys: p.keys,
      group: 'Everywhere',
      run: () => navigate(p.path),
    })),
    {
      id: 'theme',
      label: `Look: ${THEMES[theme]}`,
      group: 'Everywhere',
      run: () => changePreferences({ theme: THEMES[theme] }),
    },
  ]);
  return (
    <div className={styles.desk}>
      <SkipLink />
      <Boundary where="rail" what="The navigation">
        <Rail />
      </Boundary>
      <div className={styles.place}>
        <Problems />
        <UpdateLine />
        <Switch>
          {PLACES.map(({ path, label, screen: Screen }) => (
            <Route key={path} path={`${path}/*?`}>
              <Boundary where={path.slice(1)} what={`The screen ${label}`}>
                <Screen />
              </Boundary>
            </Route>
          ))}
          <Route path="/">
            <Front />
          </Route>
          <Route>
            <Nowhere />
          </Route>
        </Switch>
        <div className={styles.dock}>
          <Boundary where="lead-dialogs" what="This dialog">
            <LeadDesk />
          </Boundary>
          <Toaster>
            <Boundary where="offer-notices" what="Offer notifications">
              <OfferNotices />
            </Boundary>
            <Boundary where="post-notices" what="Notifications of posted leads">
              <PostNotices />
            </Boundary>
          </Toaster>
        </div>
        <Boundary where="strip" what="The status bar">
          <Strip />
        </Boundary>
      </div>
      <Palette open={over === 'palette'} onClose={() => setOver(null)} />
      <KeySheet open={over === 'keys'} onClose={() => setOver(null)} />
    </div>
  );
}

/** Problems of the whole desk, which the operator must know about. */
function Problems() {
  const ailment = useDesk((s) => s.status?.ailment ?? null);
  const notice = useDesk((s) => s.status?.notice ?? null);
  const silence = useDesk((s) => s.silence);
  const read = () => {
    call('desk.dismissNotice', {}).then(refreshDesk, (thrown: Error) => toastError(thrown.message));
  };
  if (ailment === null && notice === null && silence === null) return null;
  return (
    <aside className={styles.problems} aria-label="Warnings">
      {silence !== null && <ErrorNote>{silence}</ErrorNote>}
      {ailment !== null && <ErrorNote>{ailment}</ErrorNote>}
      {notice !== null && (
        <Note
          kind="warning"
          actions={
            <Button size="small" onClick={read}>
              Dismiss
            </Button>
          }
        >
          {notice}
        </Note>
      )}
    </aside>
  );
}

function Front() {
  const status = useDesk((s) => s.status);
  const [path] = useLocation();
  // An address that was typed meanwhile has priority, even before listeners are notified of it.
  if (status === null || path !== '/') return <Page title="Trunkline">{null}</Page>;
  const first = firstPlace(status);
  return first === undefined ? <Nowhere /> : <Redirect to={first.path} replace />;
}

function Nowhere() {
  return (
    <Page title="Page not found">
      <EmptyState
        title="Page not found"
        action={
          <Button kind="main" onClick={() => navigate('/')}>
            Go to the home screen
          </Button>
        }
      >
        Check the address. It may be from another version of Trunkline.
      </EmptyState>
    </Page>
  );
}

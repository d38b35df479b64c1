import './ui/tokens.css';
import './ui/base.css';
import './ui/forced-colors.css';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { SIGNED_OUT_PATH } from '../src-preload/contract/page-session.ts';
import { httpBridge } from './bridge/http-bridge.ts';
import { call, setBridge } from './bridge/index.ts';
import { takeToken } from './bridge/page-token.ts';
import { windowBridge } from './bridge/window-bridge.ts';
import { App } from './frame/app.tsx';
import { firstPlace } from './screens/places.ts';
import { openInboxAhead } from './state/inbox-ahead.ts';
import { Boundary, setFailureReporter } from './ui/boundary.tsx';

// The page's policy forbids code made from text, which zod would otherwise try first.
z.config({ jitless: true });

setBridge(window.trunkline === undefined ? httpBridge() : windowBridge(window.trunkline));

if (window.trunkline === undefined && !takeToken()) {
  // The page there explains how to sign in.
  location.replace(SIGNED_OUT_PATH);
} else {
  // The first query of the inbox is sent in advance if the page opens there, which the address or else the status determines.
  void openInboxAhead(location.hash.slice(1), (status) => firstPlace(status)?.path === '/inbox');
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root.');
  setFailureReporter(async (where, { name, stack }) =>
    call('desk.pageFailed', { where, name: name.slice(0, 60), stack: (stack ?? '').slice(0, 8_000) }).then(
      ({ id }) => id,
    ),
  );
  createRoot(root).render(
    <Boundary where="window" what="The window">
      <App />
    </Boundary>,
  );
}

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

/**
 * A Chromium for the tests of the screens: TRUNKLINE_CHROMIUM, Playwright's own, the system's, or (as root on Debian) the
 * distribution's package, installed now.
 *
 * @throws Error with what to install, in a sentence, when there is none to be had
 */
export function findChromium(): string {
  const named = process.env.TRUNKLINE_CHROMIUM;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`TRUNKLINE_CHROMIUM names ${named}, and there is no such file.`);
  }
  const own = chromium.executablePath();
  if (own !== '' && existsSync(own)) return own;
  const found = SYSTEM.find((path) => existsSync(path));
  if (found !== undefined) return found;
  const debian = process.platform === 'linux' && existsSync('/usr/bin/apt-get');
  if (!debian || process.getuid?.() !== 0) throw new Error(missing(debian));
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    execFileSync('apt-get', ['update', '-qq'], { env, stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], {
      env,
      stdio: 'inherit',
    });
  } catch {
    throw new Error(`${missing(debian)} apt-get, as root, could not install it: what it said stands above.`);
  }
  const installed = SYSTEM.find((path) => existsSync(path));
  if (installed === undefined) throw new Error(missing(debian));
  return installed;
}

const missing = (debian: boolean): string =>
  `The tests of the screens need Chromium, and there is none. Install ${debian ? 'it (sudo apt-get install chromium)' : 'it or Chrome'}, ` +
  'or name its program in TRUNKLINE_CHROMIUM, then run npm test again. npm run test:unit runs all other tests without one.';

/**
 * What this Chromium does without. The pop-up of its address bar, which is a page of its own, is loaded anew beside every desk
 * otherwise, and takes more than a second of a core. The last such list alone counts: the others are Playwright's own.
 */
const WITHOUT = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

/** How Chromium is started here: quiet, without a sandbox where it runs as root, and with nothing that calls home. */
export const CHROMIUM_ARGS: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${WITHOUT.join(',')}`,
];

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

/**
 * A Chromium for the tests of the screens: TRUNKLINE_CHROMIUM, Playwright's own, the system's, or (as root on Debian) the distribution's
 * package, which is then installed.
 *
 * @throws Error saying what to install if there is none
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
 * Features that are switched off. The pop-up of the address bar is a separate page, which would be loaded for every desk and takes more
 * than a second of CPU time. Only the last such list counts: the others are Playwright's own.
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

/** The arguments of Chromium in tests: silent, without a sandbox when run as root, and without requests to its vendor. */
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

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { findChromium } from './support/find-chromium.ts';

/**
 * Everything that must hold, in one command: types, lint, the build, unit, flow, fault and architecture tests, and the
 * screens in a real Chromium. `faults` runs the long fault tests alone. The last line counts.
 */
interface Step {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where the step leaves its counts. */
  readonly report?: { readonly file: string; readonly read: (text: string) => Counts };
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What failed, and what passed at its second try only, for the last lines: the first thing to read, and all that a cut log keeps. */
  readonly told?: readonly string[];
}

/** A tool on this very Node: what npm links would run on whichever comes first. */
const tool = (name: string): string[] => [process.execPath, 'build/node.mjs', name];
const reports = mkdtempSync(join(tmpdir(), 'trunkline-test-'));

function vitestCounts(text: string): Counts {
  const report = JSON.parse(text) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    testResults: {
      name: string;
      assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
    }[];
  };
  const told = report.testResults.flatMap((file) =>
    file.assertionResults
      .filter(({ status }) => status === 'failed')
      .map(
        ({ fullName, failureMessages = [] }) =>
          `failed: ${relative(process.cwd(), file.name)} › ${fullName}\n${failureMessages.join('\n').slice(0, 2_000)}`,
      ),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests, told };
}

function playwrightCounts(text: string): Counts {
  const { stats } = JSON.parse(text) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  };
  const told = stats.flaky > 0 ? [`${stats.flaky} of the screens passed at the second try only`] : [];
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped, told };
}

const vitest = (name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Step => {
  const file = join(reports, `${name.replaceAll(' ', '-')}.json`);
  return {
    name,
    command: [...tool('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args],
    env,
    report: { file, read: vitestCounts },
  };
};

const playwright = (name: string, chromium: string, args: readonly string[]): Step => {
  const file = join(reports, `${name.replaceAll(' ', '-')}.json`);
  return {
    name,
    command: [...tool('playwright'), 'test', '--reporter=list,json', ...args],
    env: { TRUNKLINE_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
    report: { file, read: playwrightCounts },
  };
};

function chromiumOrEnd(): string {
  try {
    return findChromium();
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}

async function steps(): Promise<Step[]> {
  if (process.argv[2] === 'faults') return [vitest('long faults', ['test/faults'], { TRUNKLINE_LONG: '1' })];
  const chromium = chromiumOrEnd();
  return [
    { name: 'types', command: [...tool('tsc'), '--noEmit'] },
    { name: 'lint', command: [...tool('biome'), 'check', '.'] },
    { name: 'build', command: [...tool('electron-vite'), 'build', '--logLevel', 'warn'] },
    vitest('tests', []),
    playwright('screens', chromium, ['--project=browser', '--project=electron']),
    // All screens over the built window are `npm run test:shell`.
    playwright('built window in Chromium', chromium, ['--project=shell', 'built-shell', 'first-import']),
  ];
}

function run(step: Step): Promise<boolean> {
  const [command = '', ...args] = step.command;
  console.log(`\n── ${step.name}`);
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...step.env },
    });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.on('exit', (code) => resolve(code === 0));
  });
}

const total = { passed: 0, failed: 0, skipped: 0 };
const told: string[] = [];
for (const step of await steps()) {
  const began = performance.now();
  const ok = await run(step);
  let counts: Counts = { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  if (step.report) {
    try {
      counts = step.report.read(readFileSync(step.report.file, 'utf8'));
    } catch {
      counts = { passed: 0, failed: 1, skipped: 0 };
    }
    if (!ok && counts.failed === 0) counts = { ...counts, failed: 1 };
    if (counts.passed === 0 && counts.failed === 0) counts = { ...counts, failed: 1 };
  }
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  if (!ok) told.push(`failed: ${step.name}`);
  told.push(...(counts.told ?? []));
  console.log(`── ${step.name}: ${ok ? 'ok' : 'FAILED'} in ${((performance.now() - began) / 1000).toFixed(0)} s`);
}
rmSync(reports, { recursive: true, force: true });
if (told.length > 0) console.log(`\n${told.join('\n')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);

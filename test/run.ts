import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
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
  /** What failed, each with its reason, for the last lines: the first thing to read, and all that a cut log keeps. */
  readonly failures?: readonly string[];
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
  const failures = report.testResults.flatMap((file) =>
    file.assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages = [] }) =>
        failure(relative(process.cwd(), file.name), fullName, failureMessages),
      ),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests, failures };
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly {
    readonly file: string;
    readonly title: string;
    readonly tests: readonly {
      readonly status: string;
      readonly results: readonly { readonly errors: readonly { readonly message?: string }[] }[];
    }[];
  }[];
}

function playwrightCounts(text: string): Counts {
  const report = JSON.parse(text) as {
    stats: { expected: number; unexpected: number; skipped: number };
    suites: PlaywrightSuite[];
    /** Of no test: a worker that could not start, a file that could not be read. */
    errors: { message?: string }[];
  };
  const failuresOf = (suite: PlaywrightSuite): string[] => [
    ...suite.specs.flatMap(({ file, title, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected')
        .map(({ results }) =>
          failure(
            file,
            title,
            results.flatMap(({ errors }) => errors.map(({ message = '' }) => message)),
          ),
        ),
    ),
    ...(suite.suites ?? []).flatMap(failuresOf),
  ];
  const failures = [
    ...report.errors.map(({ message = '' }) => failure('no test', 'an error', [message])),
    ...report.suites.flatMap(failuresOf),
  ];
  return {
    passed: report.stats.expected,
    failed: report.stats.unexpected,
    skipped: report.stats.skipped,
    failures,
  };
}

/** A test that failed, with the beginning of why; without the colours that a terminal would show. */
function failure(file: string, name: string, reasons: readonly string[]): string {
  return `failed: ${file} › ${name}\n${stripVTControlCharacters(reasons.join('\n')).slice(0, 2_000)}`;
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
const failures: string[] = [];
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
  if (!ok) failures.push(`failed: ${step.name}`);
  failures.push(...(counts.failures ?? []));
  console.log(`── ${step.name}: ${ok ? 'ok' : 'FAILED'} in ${((performance.now() - began) / 1000).toFixed(0)} s`);
}
rmSync(reports, { recursive: true, force: true });
// `.ci/run` repeats what comes after this line at its own end.
if (failures.length > 0) console.log(`\n── What failed\n${failures.join('\n')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { nodeRefusal } from '../../../../src-main/db/node-refusal.ts';
import { folder } from '../support.ts';

const START_FILE = readFileSync('build/node.mjs', 'utf8');
const TELLS = 'console.log(JSON.stringify(process.argv.slice(1)))';

/** A project with the start file alone; `own` is what stands in place of its own Node. */
function project({ own, oldest = 24 }: { own?: string; oldest?: number } = {}): string {
  const root = folder();
  mkdirSync(join(root, 'build'));
  mkdirSync(join(root, 'node_modules'));
  writeFileSync(join(root, 'build', 'node.mjs'), START_FILE.replace('OLDEST = 24', `OLDEST = ${oldest}`));
  writeFileSync(join(root, 'tells.mjs'), TELLS);
  if (own !== undefined) {
    const bin = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'node'), own);
    chmodSync(join(bin, 'node'), 0o755);
  }
  return root;
}

async function run(root: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  const child = spawn(process.execPath, [join(root, 'build', 'node.mjs'), ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code, signal]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { out, err, code: code as number | null, signal: signal as string | null };
}

describe.skipIf(process.platform === 'win32')('the Node that the npm scripts run on', () => {
  it('is the project’s own, with the script and its arguments, and ends as it ends', async () => {
    const root = project({ own: '#!/bin/sh\necho own "$@"\nexit 7\n' });
    const { out, code } = await run(root, ['tells.mjs', '--a', 'b c']);
    expect({ out, code }).toEqual({ out: `own ${join(root, 'tells.mjs')} --a b c\n`, code: 7 });
  });

  it('gets the options that come before the script, its own Node or the machine’s', async () => {
    const root = project({ own: '#!/bin/sh\necho own "$@"\n' });
    const { out } = await run(root, ['--inspect-brk', '--no-warnings', 'tells.mjs', '--a']);
    expect(out).toBe(`own --inspect-brk --no-warnings ${join(root, 'tells.mjs')} --a\n`);
    for (const bare of [project(), project({ own: '#!/no/such/loader\n' })]) {
      writeFileSync(join(bare, 'tells.mjs'), 'console.log(JSON.stringify([process.execArgv, process.argv.slice(2)]))');
      const ran = await run(bare, ['--no-warnings', 'tells.mjs', '--a']);
      expect(JSON.parse(ran.out)).toEqual([['--no-warnings'], ['--a']]);
    }
  });

  it('has one heap for all threads, unless somebody has said otherwise', async () => {
    const root = project({ own: '#!/bin/sh\necho heaps "$MALLOC_ARENA_MAX"\n' });
    const { MALLOC_ARENA_MAX: _, ...env } = process.env;
    expect((await run(root, ['tells.mjs'], env)).out).toBe('heaps 1\n');
    expect((await run(root, ['tells.mjs'], { ...env, MALLOC_ARENA_MAX: '4' })).out).toBe('heaps 4\n');
  });

  it.runIf(process.platform === 'linux')('starts the desk anew for it where it is the right Node already', async () => {
    const root = project();
    writeFileSync(join(root, 'build', 'start.ts'), 'console.log("heaps", process.env.MALLOC_ARENA_MAX);');
    const { MALLOC_ARENA_MAX: _, ...env } = process.env;
    expect((await run(root, ['build/start.ts'], env)).out).toBe('heaps 1\n');
    expect((await run(root, ['build/start.ts'], { ...env, MALLOC_ARENA_MAX: '4' })).out).toBe('heaps 4\n');
  });

  it('ends by the signal that its own was ended by', async () => {
    expect(await run(project({ own: '#!/bin/sh\nkill -9 $$\n' }), ['tells.mjs'])).toMatchObject({ signal: 'SIGKILL' });
  });

  it('hands a signal on', async () => {
    const root = project({
      own: '#!/bin/sh\ntrap "echo told; exit 5" TERM\necho ready\nfor i in $(seq 200); do sleep 0.05; done\n',
    });
    const child = spawn(process.execPath, [join(root, 'build', 'node.mjs'), 'tells.mjs'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout.once('data', () => child.kill('SIGTERM'));
    const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    expect(out).toContain('told');
    expect(code).toBe(5);
  });

  it('is the machine’s where the project has none or it does not start, and the script sees its own arguments', async () => {
    for (const root of [project(), project({ own: '#!/no/such/loader\n' })]) {
      const { out, code } = await run(root, ['tells.mjs', '--a', 'b c']);
      expect(JSON.parse(out)).toEqual([join(root, 'tells.mjs'), '--a', 'b c']);
      expect(code).toBe(0);
    }
  });

  it('is refused in a sentence where it is too old', async () => {
    for (const root of [project({ oldest: 999 }), project({ oldest: 999, own: '#!/no/such/loader\n' })]) {
      const { out, err, code } = await run(root, ['tells.mjs']);
      expect(out).toBe('');
      expect(err).toMatch(
        /^Trunkline needs Node 999 or newer, and this is Node \d+\.\d+\.\d+\. .*Run npm install again.*\n$/,
      );
      expect(code).toBe(1);
    }
  });

  it('says what is missing: the packages, a tool, a script', async () => {
    const bare = folder();
    mkdirSync(join(bare, 'build'));
    writeFileSync(join(bare, 'build', 'node.mjs'), START_FILE);
    expect((await run(bare, ['vitest'])).err).toBe('The packages are not installed yet. Run npm install first.\n');
    expect((await run(project(), ['vitest'])).err).toMatch(/^vitest is not installed\. Run npm install, .*\n$/);
    const lacking = project();
    writeFileSync(join(lacking, 'tells.mjs'), "import 'no-such-package'");
    expect((await run(lacking, ['tells.mjs'])).err).toMatch(
      /^no-such-package is not installed\. Run npm install, .*\n$/,
    );
    expect((await run(project(), ['none.ts'])).err).toMatch(/^There is no .*none\.ts\.\n$/);
  });
});

describe('a Node that is too old', () => {
  it('is told in a sentence, by the same number as in the start file', () => {
    expect(nodeRefusal('20.20.2')).toMatch(/^Trunkline needs Node 24 or newer, and this is Node 20\.20\.2\. /);
    expect(nodeRefusal('24.0.0')).toBeNull();
    expect(nodeRefusal('26.10.0')).toBeNull();
    expect(START_FILE).toContain('const OLDEST = 24;');
  });
});

it('every npm script runs on it', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const commands = Object.values(scripts).flatMap((script) => script.split(' && '));
  expect(commands.filter((command) => !command.startsWith('node build/node.mjs '))).toEqual([]);
});

it('no package runs a script of its own on install, and the lock holds every platform’s Node at one version', () => {
  expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m);
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { version?: string }>;
  };
  const wanted = JSON.parse(readFileSync('package.json', 'utf8')) as { optionalDependencies: Record<string, string> };
  expect(new Set(Object.values(wanted.optionalDependencies)).size).toBe(1);
  for (const [name, version] of Object.entries(wanted.optionalDependencies)) {
    expect([name, lock.packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
  }
});

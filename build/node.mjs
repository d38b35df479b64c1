// Runs a script, or one of the tools below, on the project's own Node:
//
//   node build/node.mjs build/start.ts --browser
//   node build/node.mjs vitest run test/unit
//   node build/node.mjs --inspect-brk src-main/shells/cli/main.ts status     (options of Node come first)
//
// Plain JavaScript, since the Node that starts it is whichever the machine has, and an old one reads no TypeScript. The
// platform packages of Node bring a program named node, but npm 10 and older link that of another platform, or none, into
// node_modules/.bin: so it is looked for here. Without one (a Mac, --omit=optional) the machine's own serves if it is new enough.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import module from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The oldest Node that everything here runs on. `src-main/db/node-refusal.ts` has the same number. */
const OLDEST = 24;

const TOOLS = {
  biome: '@biomejs/biome/bin/biome',
  'electron-vite': 'electron-vite/bin/electron-vite.js',
  playwright: '@playwright/test/cli.js',
  tsc: 'typescript/bin/tsc',
  vitest: 'vitest/vitest.mjs',
};

/**
 * glibc gives each thread a heap of its own, and takes little of them back: with one heap for all, a desk at rest holds some 40 MB less.
 * Read when a process starts, so it can't be set from within. Other systems don't look at it.
 */
const ONE_HEAP = { MALLOC_ARENA_MAX: '1' };

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const packages = join(root, 'node_modules');
/** Where what Node compiles of the desk is kept for the next start, of each of its threads (Node, module.html, "Module compile cache"). */
const COMPILED = join(packages, '.cache', 'trunkline-compiled');

function end(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** The project's own Node for this machine, where npm has installed it. */
function ownNode() {
  const windows = process.platform === 'win32';
  const name = `node-${windows ? 'win' : process.platform}-${process.arch}`;
  const path = join(packages, name, 'bin', windows ? 'node.exe' : 'node');
  return existsSync(path) ? path : null;
}

async function runHere(script, args) {
  const { node } = process.versions;
  if (Number.parseInt(node, 10) < OLDEST) {
    end(
      `Trunkline needs Node ${OLDEST} or newer, and this is Node ${node}. npm install brings it for Linux and Windows, but ` +
        `it is not here or does not run (${process.platform} ${process.arch}). Run npm install again, without --omit=optional, ` +
        `or install Node ${OLDEST} yourself.`,
    );
  }
  if (isDesk) {
    // The environment is for its threads, which are not told otherwise.
    process.env.NODE_COMPILE_CACHE ??= COMPILED;
    module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE);
  }
  process.argv.splice(1, process.argv.length - 1, script, ...args);
  try {
    await import(pathToFileURL(script).href);
  } catch (error) {
    const [, missing] = /^Cannot find package '([^']+)'/.exec(error.message ?? '') ?? [];
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || missing === undefined) throw error;
    end(notInstalled(missing));
  }
}

function notInstalled(name) {
  return `${name} is not installed. Run npm install, with --include=dev where NODE_ENV is production.`;
}

function runOn(node, options, script, args) {
  // Before it starts: what comes in between is handed on as well.
  const pass = (signal) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, pass);
  const leave = () => {
    for (const signal of signals) process.off(signal, pass);
  };
  // Tools work for a while and with many threads: theirs stay as they are.
  const env = name in TOOLS ? process.env : { ...ONE_HEAP, NODE_COMPILE_CACHE: COMPILED, ...process.env };
  const child = spawn(node, [...options, script, ...args], { stdio: 'inherit', env });
  child.on('exit', (code, signal) => {
    leave();
    if (signal === null) process.exit(code);
    process.kill(process.pid, signal);
  });
  // It is there but does not start, as on a Linux without glibc.
  child.on('error', () => {
    leave();
    if (options.length === 0) void runHere(script, args);
    else runAgain();
  });
}

/** Runs the script on this Node with options, which a process can only be given at its start. */
function runAgain() {
  runOn(process.execPath, options, fileURLToPath(import.meta.url), [name, ...args]);
}

const given = process.argv.slice(2);
const at = given.findIndex((one) => !one.startsWith('-'));
const options = given.slice(0, Math.max(at, 0));
const [name, ...args] = at === -1 ? [] : given.slice(at);
if (name === undefined) end('node build/node.mjs [options of Node] SCRIPT|TOOL [arguments]');
if (!existsSync(packages)) end('The packages are not installed yet. Run npm install first.');
const script = name in TOOLS ? join(packages, TOOLS[name]) : resolve(name);
if (!existsSync(script)) {
  end(name in TOOLS ? notInstalled(name) : `There is no ${script}.`);
}
const isDesk = script === join(root, 'build', 'start.ts');
const own = ownNode();
const isOwn = own === null || realpathSync(own) === realpathSync(process.execPath);
// The desk runs all day: worth one more start of Node, where that saves memory.
const isWorthMore = isDesk && process.platform === 'linux';
const isHere = isOwn && options.length === 0 && !(isWorthMore && process.env.MALLOC_ARENA_MAX === undefined);
if (isHere) await runHere(script, args);
else if (own === null && options.length > 0) runAgain();
else runOn(own ?? process.execPath, options, script, args);

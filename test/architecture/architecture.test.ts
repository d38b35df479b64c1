import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectNone } from './expect-none.ts';
import { circles, loadedWith, readImports, sourceFiles, testFiles } from './imports.ts';

const imports = readImports();
const isContract = (path: string) => path.startsWith('src-preload/contract/');
/** Pure functions on the contract's types, for the page and the core. */
const isRule = (path: string) => path.startsWith('src-preload/rules/');
const isShared = (path: string) => isContract(path) || isRule(path);

/** The module of a file: the first folder below src-main, or two for shells. */
function moduleOf(path: string): string {
  const [top = '', first = '', second = ''] = path.split('/');
  if (top !== 'src-main') return isContract(path) ? 'contract' : isRule(path) ? 'rules' : top;
  if (first === 'shells') return `shells/${second}`;
  // Claiming depends on the board that it changes, and may call more than the board may.
  return path.startsWith('src-main/offers/claims/') ? 'offers/claims' : first;
}

/** What each module of src-main may import besides itself and the contract. */
const FEATURES = [
  'connections',
  'dialing',
  'job-log',
  'call-times',
  'lead-index',
  'leads',
  'inbox',
  'lead-work',
  'unlock',
  'updates',
  'delivery',
  'leadexec',
  'offers',
  'offers/claims',
  'sync',
];
const GROUND = ['module', 'commands', 'queue', 'db', 'vendors', 'files', 'geo', 'platform'];
const MAY: Readonly<Record<string, readonly string[]>> = {
  'shells/electron': ['shells/shared', 'core', 'db', 'files', 'platform'],
  'shells/browser': ['shells/shared', 'core', 'db', 'files', 'platform'],
  'shells/cli': ['shells/shared', 'core', 'db', 'vendors', 'practice', 'files', 'platform'],
  'shells/shared': ['core', 'db', 'files', 'platform'],
  core: [...FEATURES, ...GROUND, 'practice'],
  // From here on, a feature only calls those before it.
  'job-log': ['leads', 'dialing', ...GROUND],
  dialing: ['connections', ...GROUND],
  // The modules of leads, from the poller to the index that lists are read from.
  sync: ['offers', 'leads', 'connections', ...GROUND],
  // Claiming depends on the board that it changes.
  'offers/claims': [
    'offers',
    'sync',
    'call-times',
    'job-log',
    'leads',
    'lead-work',
    'lead-index',
    'dialing',
    'connections',
    ...GROUND,
  ],
  offers: ['leads', 'dialing', 'lead-work', 'lead-index', 'connections', ...GROUND],
  // Posting leads of files and of the inbox. It uses the reader of dial lists, and the log that shows its jobs.
  delivery: ['job-log', 'leads', 'lead-work', 'lead-index', 'dialing', 'connections', ...GROUND],
  // Requests to LeadExec accounts. A what-if uses the posted leads, and writes CSV in the same way as dial lists. Personal data in a
  // request is erased with the person's leads and jobs.
  leadexec: ['delivery', 'job-log', 'leads', 'dialing', 'connections', ...GROUND],
  unlock: ['job-log', 'leads', 'lead-work', 'lead-index', 'connections', ...GROUND],
  'lead-work': ['leads', 'lead-index', 'call-times', 'dialing', ...GROUND],
  leads: ['lead-index', 'call-times', 'dialing', 'connections', ...GROUND],
  // Queries of the page for lists of leads, and saved views.
  inbox: ['leads', 'lead-index', ...GROUND],
  'call-times': ['dialing', ...GROUND],
  'lead-index': GROUND,
  updates: GROUND,
  connections: GROUND,
  module: ['commands', 'db', 'platform'],
  commands: [],
  queue: ['db', 'platform'],
  db: ['files', 'platform'],
  files: ['platform'],
  platform: [],
  vendors: ['geo', 'platform'],
  geo: [],
  practice: [],
};

const say = (list: readonly { from: string; to: string }[]) => list.map(({ from, to }) => `${from} imports ${to}`);

describe('who may import whom', () => {
  it('finds the sources', () => {
    expect(sourceFiles().length).toBeGreaterThan(100);
    expect(imports.length).toBeGreaterThan(300);
  });

  it('the contract imports zod and nothing else', () => {
    const wrong = imports.filter(
      ({ from, to, isPackage }) => isContract(from) && (isPackage ? to !== 'zod' : !isContract(to)),
    );
    expectNone(
      say(wrong),
      'The contract describes what goes over the bridge, and imports zod alone. Put what needs more into src-preload/rules or the module.',
    );
  });

  it('the contract holds schemas, and of functions and classes only those that make and read them', () => {
    const SCHEMA_FUNCTIONS = [
      'CommandError',
      'defineCommands',
      'isCommand',
      'pathFields',
      'readPath',
      'writePath',
      'shownPath',
      'fileName',
    ];
    const functions = sourceFiles()
      .filter(isContract)
      .flatMap((path) =>
        [
          ...readFileSync(path, 'utf8').matchAll(
            /^export (?:async )?(?:(?:function|class) (\w+)|const (\w+)(?:: [^=]+)? = (?:async )?(?:function\b|\([^)]*\)(?:: [^=]+)? =>|\w+ =>))/gm,
          ),
        ].map(([, declared, kept]) => declared ?? kept ?? ''),
      );
    expect(functions.sort()).toEqual(SCHEMA_FUNCTIONS.sort());
  });

  it('the rules import the contract and nothing else', () => {
    const wrong = imports.filter(({ from, to, isPackage }) => isRule(from) && (isPackage || !isShared(to)));
    expectNone(
      say(wrong),
      'src-preload/rules has pure functions on the contract’s types. What needs more belongs to a module of src-main or to the page.',
    );
  });

  it('the page imports the contract, the rules and itself, and nothing that only a process has', () => {
    const wrong = imports.filter(({ from, to, isPackage }) => {
      if (!from.startsWith('src-renderer/')) return false;
      if (isPackage)
        return to.startsWith('node:') || to.startsWith('electron') || to === 'better-sqlite3' || to === 'undici';
      return !to.startsWith('src-renderer/') && !isShared(to);
    });
    expectNone(
      say(wrong),
      'The page reaches the core by commands and events alone: call() and on() of src-renderer/bridge.',
    );
  });

  it('the preload script imports electron and the contract', () => {
    const wrong = imports.filter(
      ({ from, to, isPackage }) => from === 'src-preload/index.ts' && (isPackage ? to !== 'electron' : !isContract(to)),
    );
    expectNone(say(wrong), 'The preload script passes the bridge on and nothing else.');
  });

  it('electron and electron-store appear in the Electron shell and the preload script alone', () => {
    const wrong = imports.filter(
      ({ from, to, isPackage }) =>
        isPackage &&
        (to === 'electron' || to === 'electron-store') &&
        !from.startsWith('src-main/shells/electron/') &&
        from !== 'src-preload/index.ts',
    );
    expectNone(
      say(wrong),
      'Put what needs Electron into src-main/shells/electron, and pass it to the core as an option.',
    );
  });

  it('a terminal verb and the thread of a shell load what they need at their start alone', () => {
    // main.ts has loaded nothing but the cache of compiled code when it imports terminal.ts.
    const starts = ['src-main/shells/cli/terminal.ts', 'src-main/shells/browser/run.ts'];
    const heavy = starts.flatMap((start) =>
      [...loadedWith(start, imports)]
        .filter((name) => ['better-sqlite3', 'kysely', 'yauzl', 'libphonenumber-js'].includes(name))
        .map((name) => `${start} loads ${name}`),
    );
    expectNone(heavy, 'Only the core’s thread opens data and files. Move what both need into a file of its own.');
    expect(loadedWith('src-main/core/core-worker.ts', imports)).toContain('kysely');
  });

  it('every module of src-main imports only what lies below it', () => {
    const wrong = imports.filter(({ from, to, isPackage }) => {
      if (isPackage || !from.startsWith('src-main/') || isShared(to) || to === 'package.json') return false;
      const [mine, theirs] = [moduleOf(from), moduleOf(to)];
      return mine !== theirs && !(MAY[mine] ?? []).includes(theirs);
    });
    expectNone(
      wrong.map(({ from, to }) => `${from} imports ${to}: ${moduleOf(from)} may not use ${moduleOf(to)}`),
      'A module uses only those listed for it in MAY (docs/architecture.md). Let the upper one call, publish an event, or pass a function in `needs`.',
    );
  });

  it('the lead index is four parts with one direction', () => {
    const PART_MAY: Readonly<Record<string, readonly string[]>> = {
      bitmap: [],
      facets: ['bitmap'],
      sorting: ['bitmap', 'facets'],
      search: ['bitmap'],
    };
    const partOf = (path: string) => /^src-main\/lead-index\/(?:([^/]+)\/)?/.exec(path)?.[1];
    const parts = new Set(sourceFiles().flatMap((path) => partOf(path) ?? []));
    expectNone(
      [...parts].filter((part) => !(part in PART_MAY)).map((part) => `src-main/lead-index/${part}`),
      'A new part of the index needs its rule in PART_MAY, and its place in the README of lead-index.',
    );
    const wrong = imports.filter(({ from, to, isPackage }) => {
      const mine = partOf(from);
      if (mine === undefined) return false;
      // The algebra of bitmaps depends on nothing else.
      if (mine === 'bitmap') return isPackage || partOf(to) !== 'bitmap';
      if (isPackage || !to.startsWith('src-main/lead-index/')) return false;
      const theirs = partOf(to) ?? 'index';
      return mine !== theirs && !(PART_MAY[mine] ?? []).includes(theirs);
    });
    expectNone(
      say(wrong),
      'The parts of the index have one direction (PART_MAY): pass in what a lower part needs, or move it to index.ts.',
    );
  });

  it('every feature is made by its create, in the list of modules and nowhere else', () => {
    const makes = imports.filter(({ to, typeOnly }) => /^src-main\/.*\/create\.ts$/.test(to) && !typeOnly);
    const made = makes.filter(({ from }) => from === 'src-main/core/modules.ts').map(({ to }) => moduleOf(to));
    expectNone(
      FEATURES.filter((name) => !made.includes(name)),
      'These modules are created nowhere: list them in src-main/core/modules.ts.',
    );
    expectNone(
      say(makes.filter(({ from }) => from !== 'src-main/core/modules.ts')),
      'Only src-main/core/modules.ts creates modules: declare the module there as a need of the one that uses it.',
    );
  });

  it('every module has its rules', () => {
    const modules = new Set(
      sourceFiles()
        .filter((path) => path.startsWith('src-main/'))
        .map(moduleOf),
    );
    expectNone(
      [...modules].filter((name) => !(name in MAY)).map((name) => `src-main/${name}`),
      'A new module needs its line in MAY here, in the table of docs/architecture.md, and in src-main/core/modules.ts.',
    );
  });

  it('sockets to the outside are opened in vendors/http.ts alone', () => {
    const outward = new Set(['undici', 'node:http', 'node:https', 'node:net', 'node:tls', 'node:dgram', 'node:http2']);
    const allowed = [/^src-main\/vendors\/http\.ts$/, /^src-main\/practice\//, /^src-main\/shells\/(browser|shared)\//];
    const wrong = imports.filter(
      ({ from, to, isPackage, typeOnly }) =>
        isPackage && !typeOnly && outward.has(to) && !allowed.some((rule) => rule.test(from)),
    );
    expectNone(say(wrong), 'Send requests with src-main/vendors/http.ts; a type alone may be imported (import type).');
  });

  it('the database is opened in db/, in the practice vendors, and nowhere else', () => {
    const wrong = imports.filter(
      ({ from, to, typeOnly }) => to === 'better-sqlite3' && !typeOnly && !/^src-main\/(db|practice)\//.test(from),
    );
    expectNone(say(wrong), 'Read and write by the Store of the context; only db/ opens the file.');
  });
});

describe('no circles', () => {
  const graph = (edges: readonly (readonly [string, string])[]) => {
    const map = new Map<string, Set<string>>();
    for (const [from, to] of edges) map.set(from, (map.get(from) ?? new Set()).add(to));
    return map;
  };

  it('finds a circle where there is one', () => {
    expect(
      circles(
        graph([
          ['a', 'b'],
          ['b', 'c'],
          ['c', 'a'],
        ]),
      ),
    ).toEqual([['a', 'b', 'c', 'a']]);
  });

  it('between files, types included', () => {
    const edges = imports
      .filter(({ isPackage, from, to }) => !isPackage && from !== to)
      .map(({ from, to }) => [from, to] as const);
    expectNone(
      circles(graph(edges)).map((circle) => circle.join(' → ')),
      'Move what both files need into a third, or pass it as a parameter.',
    );
  });

  it('between modules, types included', () => {
    const edges = imports
      .filter(({ isPackage }) => !isPackage)
      .map(({ from, to }) => [moduleOf(from), moduleOf(to)] as const)
      .filter(([from, to]) => from !== to);
    expectNone(
      circles(graph(edges)).map((circle) => circle.join(' → ')),
      'Let the upper module call the lower one, and the lower one publish an event or take a function.',
    );
  });
});

describe('habits', () => {
  it('no file has over 400 lines', () => {
    const long = [...sourceFiles('{ts,tsx,css}'), ...testFiles()].filter(
      (path) => readFileSync(path, 'utf8').split('\n').length > 401,
    );
    expectNone(long, 'Split it by what it does: one concept a folder, one operation a file.');
  });

  it('no way around the types, and no unfinished word', () => {
    const bad = /@ts-(ignore|expect-error|nocheck)|\bas any\b(?! \w)|:\s*any\s*[;,)=\]>|&[]|\bTODO\b|\bFIXME\b/;
    const found = sourceFiles().flatMap((path) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .flatMap((line, at) => (bad.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : [])),
    );
    expectNone(found, 'Declare the type, or check the value (zod) where it comes in. Finish what is unfinished.');
  });
});

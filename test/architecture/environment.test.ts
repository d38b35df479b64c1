import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectNone } from './expect-none.ts';
import { readImports, sourceFiles } from './imports.ts';

const imports = readImports();

/** A rule on what only some files may use. */
interface Rule {
  readonly what: string;
  /** What uses it, in a line that is not a comment. */
  readonly uses: RegExp;
  readonly allowed: readonly RegExp[];
  readonly whatToDo: string;
}

const RULES: readonly Rule[] = [
  {
    what: 'requests without an import',
    uses: /(?<![.#\w])fetch\(|\bnew (?:WebSocket|EventSource|XMLHttpRequest)\b/,
    // The page in a browser tab calls the core over HTTP.
    allowed: [/^src-main\/practice\//, /^src-renderer\/bridge\//],
    whatToDo: 'Send requests with src-main/vendors/http.ts; the page calls a command of the core.',
  },
  {
    what: 'modules loaded past the import statement',
    uses: /\bcreateRequire\(|\bgetBuiltinModule\(|(?<![.\w])require\(/,
    // Both load what only some starts need.
    allowed: [/^src-main\/vendors\/http\.ts$/, /^src-main\/shells\/browser\/server\.ts$/],
    whatToDo: 'Use import, so that these tests see it.',
  },
  {
    what: 'other programs that are started',
    uses: /from 'node:child_process'/,
    allowed: [/^src-main\/shells\//],
    whatToDo: 'Only shells start other programs.',
  },
  {
    what: 'the time of day',
    uses: /\bDate\.now\(\)|\bnew Date\(\)/,
    allowed: [
      /^src-main\/(?:platform|shells|practice)\//,
      // It restarts the core, which has the clock.
      /^src-main\/core\/host\.ts$/,
      // The page shows times; what they decide is decided in the core.
      /^src-renderer\//,
    ],
    whatToDo: 'Take `now` from the context (src-main/module/context.ts), so that tests can set the time.',
  },
];

/** The time as the default of a parameter can be set by a test. */
const DEFAULT = /\bnow = (?:\(\) => )?(?:Date\.now\(\)|new Date\(\))/g;

const uses = (text: string, { uses: found }: Pick<Rule, 'uses'>): number[] =>
  text
    .split('\n')
    .flatMap((line, at) =>
      !/^\s*(?:\/\/|\/?\*)/.test(line) && found.test(line.replaceAll(DEFAULT, '')) ? [at + 1] : [],
    );

const rule = (what: string): Rule => {
  const found = RULES.find((one) => one.what === what);
  if (!found) throw new Error(`There is no rule on ${what}.`);
  return found;
};

describe('what only some files may use', () => {
  it('is found in the text of a file', () => {
    expect(uses(`a();\nawait fetch('x');\nnew WebSocket('x');`, rule('requests without an import'))).toEqual([2, 3]);
    expect(uses(`// fetch('x')\nfetcher.fetch(x);\nthis.#fetch(x);`, rule('requests without an import'))).toEqual([]);
    expect(uses('const at = Date.now();', rule('the time of day'))).toEqual([1]);
    expect(uses('function f(now = Date.now()) {}', rule('the time of day'))).toEqual([]);
    expect(uses(`createRequire(url)('electron');`, rule('modules loaded past the import statement'))).toEqual([1]);
  });

  it.each(RULES)('$what', (one) => {
    const found = sourceFiles()
      .filter((path) => !one.allowed.some((allowed) => allowed.test(path)))
      .flatMap((path) => uses(readFileSync(path, 'utf8'), one).map((line) => `${path}:${line}`));
    expectNone(found, one.whatToDo);
  });

  it('files are read and written through files/', () => {
    // Whether a file exists, its size, and the desk's own folders.
    const HARMLESS = /^(?:existsSync|statSync|stat|mkdirSync|mkdir|rmSync|rm|readdirSync)$/;
    const allowed = [
      /^src-main\/(?:files|practice|shells|db|platform)\//,
      // It writes to the file that files/ has opened for it.
      /^src-main\/dialing\/line-sink\.ts$/,
      // The desk's own files: its backups, and lists in its folder of uploads.
      /^src-main\/core\/(?:data-care|diagnostics)\.ts$/,
      /^src-main\/dialing\/forget-lists\.ts$/,
      /^src-main\/leads\/forget-uploads\.ts$/,
    ];
    const found = imports.flatMap(({ from, to, names, typeOnly }) =>
      !/^node:fs(?:\/promises)?$/.test(to) || typeOnly || allowed.some((one) => one.test(from))
        ? []
        : names.filter((name) => !HARMLESS.test(name)).map((name) => `${from} imports ${name} of ${to}`),
    );
    expectNone(found, 'Open and write files with src-main/files, which refuses the desk’s own files.');
  });
});

describe('packages', () => {
  it('have exact versions', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    const all = Object.entries<string>({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(all.length).toBeGreaterThan(30);
    const loose = all.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version));
    expectNone(
      loose.map(([name, version]) => `package.json: ${name} ${version}`),
      'Install packages with their exact version (npm install --save-exact).',
    );
  });
});

describe('styles', () => {
  it('take their colors from tokens.css', () => {
    const COLOR = /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab)\(/i;
    const found = sourceFiles('css')
      .filter((path) => path !== 'src-renderer/ui/tokens.css')
      .flatMap((path) =>
        readFileSync(path, 'utf8')
          .split('\n')
          .flatMap((line, at) => (COLOR.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : [])),
      );
    expectNone(found, 'Use a variable of src-renderer/ui/tokens.css, which has its light and its dark value.');
  });
});

import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

/** One import of a source file. */
export interface Import {
  /** The importing file, from the root of the project, with forward slashes. */
  readonly from: string;
  /** A file by its path from the root, or the name of a package. */
  readonly to: string;
  readonly isPackage: boolean;
  /** Only types are imported, so nothing is loaded. */
  readonly typeOnly: boolean;
  /** `import()`: loaded when that is reached, and not with the file. */
  readonly later: boolean;
  /** The names that are imported; `default` or `*` if it is the whole. */
  readonly names: readonly string[];
}

const root = process.cwd();

/** Every source file of the product, or those with another ending, from the root. */
export function sourceFiles(ending = '{ts,tsx}'): string[] {
  return globSync(`src-*/**/*.${ending}`, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}

/** Every file of the tests, from the root. */
export function testFiles(): string[] {
  return globSync('test/**/*.{ts,tsx}', { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}

const STATEMENT = /^\s*(?:import|export)\s+(type\s+)?(?:([\w*\s{},$]*?)\sfrom\s+)?['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Every import, re-export and dynamic import of the product. */
export function readImports(): Import[] {
  return sourceFiles().flatMap((from) => {
    const text = readFileSync(join(root, from), 'utf8');
    const found: Import[] = [];
    const add = (target: string, typeOnly: boolean, names: readonly string[], later = false) => {
      const isPackage = !target.startsWith('.');
      const to = isPackage
        ? packageName(target)
        : normalize(relative(root, join(root, dirname(from), target))).replaceAll('\\', '/');
      found.push({ from, to, isPackage, typeOnly, names, later });
    };
    for (const [, type, clause = '', target = ''] of text.matchAll(STATEMENT))
      add(target, type !== undefined, namesOf(clause));
    for (const [, target = ''] of text.matchAll(DYNAMIC)) add(target, false, ['*'], true);
    return found;
  });
}

/** The packages that are loaded with a file, by it and what it imports. */
export function loadedWith(file: string, imports: readonly Import[]): ReadonlySet<string> {
  const packages = new Set<string>();
  const seen = new Set([file]);
  for (const one of seen) {
    for (const { from, to, isPackage, typeOnly, later } of imports) {
      if (from !== one || typeOnly || later) continue;
      (isPackage ? packages : seen).add(to);
    }
  }
  return packages;
}

/** The names in the clause of an import: `a, { b, c as d }`. */
function namesOf(clause: string): string[] {
  const [, whole = '', braces = ''] = /^([^{]*)(?:\{([^}]*)\})?/.exec(clause) ?? [];
  const named = braces.split(',').map((one) => one.trim().split(/\s+as\s+/)[0] ?? '');
  const star = whole.includes('*') ? ['*'] : whole.replace(',', '').trim() === '' ? [] : ['default'];
  return [...star, ...named.filter((one) => one !== '' && !one.startsWith('type '))];
}

function packageName(target: string): string {
  if (target.startsWith('node:')) return target;
  const parts = target.split('/');
  return target.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? target);
}

/** The cycles of a graph, each as the names along it. */
export function circles(edges: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (name: string): void => {
    const at = path.indexOf(name);
    if (at >= 0) {
      found.push([...path.slice(at), name]);
      return;
    }
    if (done.has(name)) return;
    path.push(name);
    for (const next of edges.get(name) ?? []) visit(next);
    path.pop();
    done.add(name);
  };
  for (const name of edges.keys()) visit(name);
  return found;
}

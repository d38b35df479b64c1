import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const pages = ['README.md', 'src-renderer/README.md', 'src-main/lead-index/README.md', ...globSync('docs/**/*.md')].map(
  (path) => path.replaceAll('\\', '/'),
);

/** A heading's anchor, as GitHub makes it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
}

function anchorsOf(path: string): Set<string> {
  const text = readFileSync(path, 'utf8');
  return new Set([...text.matchAll(/^#+\s+(.+)$/gm)].map(([, heading = '']) => anchorOf(heading)));
}

/** What is wrong with the links of a page's text. */
function brokenLinks(path: string, text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [file = '', anchor] = target.split('#');
    const to = file === '' ? path : join(dirname(path), file);
    if (!existsSync(to)) return [`${path}: ${target}`];
    return anchor !== undefined && !anchorsOf(to).has(anchor) ? [`${path}: ${target}`] : [];
  });
}

/** Files and folders of the project that a page's text names and that are not there. */
function missingFiles(path: string, text: string): string[] {
  return [...text.matchAll(/`((?:src-main|src-renderer|src-preload|test|docs|build)\/[\w./-]+)`/g)].flatMap(
    ([, named = '']) => (existsSync(named) ? [] : [`${path}: ${named}`]),
  );
}

describe('the documentation', () => {
  it('finds a link that leads nowhere, an anchor that is not there, and a file that is gone', () => {
    const text = 'See [a](gone.md), [b](#no-such-heading) and `src-main/gone.ts`.';
    expect(brokenLinks('docs/how-to.md', text)).toEqual([
      'docs/how-to.md: gone.md',
      'docs/how-to.md: #no-such-heading',
    ]);
    expect(missingFiles('docs/how-to.md', text)).toEqual(['docs/how-to.md: src-main/gone.ts']);
  });

  it.each(pages)('%s has no link that leads nowhere, and names no file that is gone', (path) => {
    const text = readFileSync(path, 'utf8');
    expect([...brokenLinks(path, text), ...missingFiles(path, text)]).toEqual([]);
  });

  it('has the sections that comments in the code name', () => {
    const named = globSync('{src-main,src-preload,src-renderer,test}/**/*.{ts,tsx}').flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/`docs\/([\w./-]+\.md)`/g)].map(([, page = '']) => page),
    );
    expect(named.length).toBeGreaterThan(20);
    expect([...new Set(named)].filter((page) => !existsSync(join('docs', page)) && page !== 'gone.md')).toEqual([]);
  });
});

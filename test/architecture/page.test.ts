import { describe, expect, it } from 'vitest';
import { expectNone } from './expect-none.ts';
import { circles, readImports, sourceFiles } from './imports.ts';

const PAGE = 'src-renderer/';

/** What each layer of the page may import besides itself and the contract, the lowest first. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  jsx: [],
  bridge: [],
  ui: ['bridge'],
  state: ['ui', 'bridge'],
  features: ['state', 'ui', 'bridge'],
  screens: ['features', 'state', 'ui', 'bridge'],
  frame: ['screens', 'features', 'state', 'ui', 'bridge'],
  // The file that starts the page.
  'main.tsx': ['frame', 'screens', 'state', 'ui', 'bridge'],
};

const layerOf = (path: string) => path.slice(PAGE.length).split('/')[0] ?? '';
/** The folder of a screen or a feature; null for a file next to them, such as the list of places. */
const folderOf = (path: string) => {
  const parts = path.slice(PAGE.length).split('/');
  return parts.length > 2 ? `${parts[0]}/${parts[1]}` : null;
};
const imports = readImports().filter(
  ({ from, to, isPackage }) => !isPackage && from.startsWith(PAGE) && to.startsWith(PAGE),
);
const importsOf = (list: readonly { from: string; to: string }[]) =>
  list.map(({ from, to }) => `${from} imports ${to}`);

describe('the layers of the page', () => {
  it('every folder has its rule', () => {
    const layers = new Set(
      sourceFiles()
        .filter((path) => path.startsWith(PAGE))
        .map(layerOf),
    );
    expectNone(
      [...layers].filter((layer) => !(layer in MAY)).map((layer) => `${PAGE}${layer}`),
      'A new layer needs its rule in MAY, and its place in src-renderer/README.md.',
    );
    expect(Object.keys(MAY).filter((layer) => !layers.has(layer))).toEqual([]);
  });

  it('each imports only what is below it', () => {
    const wrong = imports.filter(({ from, to }) => {
      const [mine, theirs] = [layerOf(from), layerOf(to)];
      return mine !== theirs && !(MAY[mine] ?? []).includes(theirs);
    });
    expectNone(
      importsOf(wrong),
      'A layer of the page imports those listed for it in MAY (src-renderer/README.md). Move what both need down, or pass it as a property.',
    );
  });

  it('no screen imports another: what two of them show is a feature', () => {
    const wrong = imports.filter(({ from, to }) => {
      if (layerOf(from) !== 'screens' || layerOf(to) !== 'screens') return false;
      const [mine, theirs] = [folderOf(from), folderOf(to)];
      return mine !== null && theirs !== null && mine !== theirs;
    });
    expectNone(importsOf(wrong), 'Move what both screens show into a folder of src-renderer/features.');
  });

  it('no circle between features', () => {
    const graph = new Map<string, Set<string>>();
    for (const { from, to } of imports) {
      const [mine, theirs] = [folderOf(from), folderOf(to)];
      if (layerOf(from) !== 'features' || layerOf(to) !== 'features') continue;
      if (mine === null || theirs === null || mine === theirs) continue;
      graph.set(mine, (graph.get(mine) ?? new Set()).add(theirs));
    }
    expectNone(
      circles(graph).map((circle) => circle.join(' → ')),
      'Move what both features need into a third.',
    );
  });

  it('every feature is used by more than one screen, or by another feature', () => {
    const users = new Map<string, Set<string>>();
    for (const { from, to } of imports) {
      const [mine, theirs] = [folderOf(from) ?? from, folderOf(to)];
      if (theirs === null || layerOf(to) !== 'features' || mine === theirs) continue;
      users.set(theirs, (users.get(theirs) ?? new Set()).add(mine));
    }
    const features = new Set(
      sourceFiles()
        .filter((path) => path.startsWith(`${PAGE}features/`))
        .map(folderOf),
    );
    const lonely = [...features].filter((one) => {
      const by = [...(users.get(one ?? '') ?? [])];
      return by.length < 2 && !by.some((name) => name.startsWith('features/'));
    });
    expectNone(
      lonely.map((one) => `${PAGE}${one}`),
      'What only one screen shows belongs into the folder of that screen.',
    );
  });
});

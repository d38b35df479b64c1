import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectNone } from './expect-none.ts';

const textsOf = (pattern: string) => globSync(pattern).map((path) => readFileSync(path, 'utf8'));
const shows = (text: string, name: string) => new RegExp(`<${name}[\\s/>]`).test(text);

/** The components that a file of `ui` exports. */
const componentsOf = (text: string) =>
  [...text.matchAll(/^export (?:function|const|class) ([A-Z][a-z]\w*)/gm)].flatMap(([, name]) => name ?? []);

/** Components that no page of the gallery shows although they are used outside of `ui`. */
function notShown(ui: readonly string[], gallery: readonly string[], others: readonly string[]): string[] {
  return (
    ui
      .flatMap(componentsOf)
      .filter((name) => !gallery.some((text) => shows(text, name)))
      // A component that is only used within another one is shown with that one.
      .filter((name) => others.some((text) => shows(text, name)) || !ui.some((text) => shows(text, name)))
  );
}

describe('the gallery', () => {
  it('finds a component that is not on it, and lets a part of another be', () => {
    const ui = [
      'export function Shown() {}\nexport function Gone() {}\nexport const Part = 1;\nfunction All() { <Part /> }',
    ];
    expect(notShown(ui, ['<Shown />'], ['<Gone />'])).toEqual(['Gone']);
    expect(notShown(ui, ['<Shown />'], [])).toEqual(['Gone']);
  });

  it('shows every component of ui', () => {
    const ui = textsOf('src-renderer/ui/**/*.tsx');
    expect(ui.flatMap(componentsOf).length).toBeGreaterThan(40);
    const gallery = textsOf('test/gallery/**/*.tsx');
    const others = textsOf('src-renderer/{features,screens,frame}/**/*.tsx');
    expectNone(
      notShown(ui, gallery, others),
      'Add a specimen of each of its states in test/gallery/shown, light and dark (docs/how-to.md, “Add a component”).',
    );
  });
});

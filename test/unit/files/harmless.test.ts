import { createElement, Fragment } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { harmless, harmlessJson, harmlessLine } from '../../../src-preload/contract/index.ts';
import { jsx, jsxs } from '../../../src-renderer/jsx/jsx-runtime.ts';

const TURNING = '\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069';
const UNSEEN =
  '\u0000\u0007\u0008\u001B\u007F\u009B\u180E\u200B\u2028\u2029\u2060\u2064\u206A\uFEFF\uFFF9\u3164\u{E0041}';

describe('a name that somebody else has chosen', () => {
  it('is shown with a sign for each character that turns the line or can’t be seen', () => {
    for (const character of `${TURNING}${UNSEEN}`) expect(harmless(`a${character}b`)).toBe('a\uFFFDb');
    expect(harmless('invoice\u202Efdp.exe')).toBe('invoice\uFFFDfdp.exe');
  });

  it.each(['Ann Núñez', 'שלום, Ann', 'علی‌رضا', '👩‍⚕️ 🏴 名簿', 'a\tb\nc', '', 'O’Hara–Smith'])(
    'stays as it is where it harms nobody: %j',
    (name) => {
      expect(harmless(name)).toBe(name);
      expect(harmlessJson(JSON.stringify(name))).toBe(JSON.stringify(name));
    },
  );

  it('is one line in the terminal, without a sequence that steers it', () => {
    expect(harmlessLine('a\x1b[2J\x1b]0;x\x07\r\nFake: done\u0085\u009b31m')).toBe(
      'a\uFFFD[2J\uFFFD]0;x\uFFFD\uFFFD\uFFFDFake: done\uFFFD\uFFFD31m',
    );
    expect(harmlessLine('a\tb')).toBe('a\tb');
  });

  it('means the same in JSON', () => {
    const value = { [`n${TURNING}`]: `x${UNSEEN}\n` };
    const json = harmlessJson(JSON.stringify(value));
    expect(JSON.parse(json)).toEqual(value);
    expect(json).not.toMatch(/[^\x20-\x7E]/);
  });
});

function Named({ children }: { children?: React.ReactNode }) {
  return createElement('b', null, children);
}

describe('what the page’s elements show', () => {
  const bad = 'a\u202Eb';
  const good = 'a\uFFFDb';

  it('is harmless: texts, lists of texts, and what is read aloud', () => {
    const page = jsxs('div', {
      title: bad,
      'aria-label': bad,
      children: [bad, jsx('i', { children: [bad, ' and ', 1] }), jsx(Named, { children: bad }), null],
    });
    expect(renderToStaticMarkup(page)).toBe(
      `<div title="${good}" aria-label="${good}">${good}<i>${good} and 1</i><b>${good}</b></div>`,
    );
    expect(renderToStaticMarkup(jsx(Fragment, { children: bad }))).toBe(good);
  });

  it('is what was given where that harms nobody, and what inputs hold stays', () => {
    const props = { className: 'x', children: ['Ann', 'שלום'] };
    expect(jsx('p', props).props).toEqual(props);
    expect(renderToStaticMarkup(jsx('input', { defaultValue: bad }))).toBe(`<input value="${bad}"/>`);
  });
});

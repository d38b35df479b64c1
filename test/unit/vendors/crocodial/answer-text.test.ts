import { expect, test } from 'vitest';
import { findLines, looksLikeHtml } from '../../../../src-main/vendors/crocodial/answer-text.ts';

const PIECES = [
  ...[
    'SUCCESS: add_lead LEAD HAS BEEN ADDED - 7275551111|101|193715|-5|api',
    'ERROR: add_lead NOT A DEFINED LIST ID',
    'NOTICE :',
  ],
  ...['ERROR', 'SUCCESS', ':', ' - ', '|', ' ', 'MySQL', '\r\n', '\n', '\r', '\n\n', '\t', 'é', ''],
];

/** Numbers from 0 to `below`, the same at every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('every line is found where its word and colon stand, in 5,000 texts, and what is beside them is the rest', () => {
  const next = numbers(7);
  for (let n = 0; n < 5_000; n++) {
    const text = Array.from({ length: next(9) }, () => PIECES[next(PIECES.length)] ?? '').join('');
    const expected: string[] = [];
    const beside: string[] = [];
    for (const row of text.split(/\r\n|\r|\n/)) {
      const [before = '', ...found] = row.split(/(?=(?:SUCCESS|ERROR|NOTICE)\s*:)/);
      const starts = /^(?:SUCCESS|ERROR|NOTICE)\s*:/.test(before);
      expected.push(...(starts ? [before, ...found] : found).map((line) => line.trim()));
      if (!starts && before.trim() !== '') beside.push(before.trim());
    }
    const { lines, rest } = findLines(text);
    expect(lines.map(({ line }) => line)).toEqual(expected);
    expect(rest).toBe(beside.join('\n'));
  }
});

test('without a tag nothing is a page, whatever the server calls it', () => {
  expect(looksLikeHtml('text/html', 'SUCCESS: a > b')).toBe(false);
  expect(looksLikeHtml('text/html', 'a <b>')).toBe(true);
  expect(looksLikeHtml('text/plain', '<HTML>')).toBe(true);
});

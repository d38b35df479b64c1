import { describe, expect, it } from 'vitest';
import { termsOf } from '../../../../src-main/lead-index/search/terms.ts';
import { fold, nameWords, otherWords } from '../../../../src-main/lead-index/search/words.ts';
import { seededRandom } from '../../../../src-main/practice/seeded-random.ts';

describe('words', () => {
  it.each([
    ['José', 'jose'],
    ['ŁÓDŹ', 'lodz'],
    ['Straße', 'strasse'],
    ['İstanbul', 'istanbul'],
    ['ﬁn', 'fin'],
    ['Ｍａｒｉａ', 'maria'],
    ['D’Angelo', "d'angelo"],
    ['Ива́нова', 'иванова'],
  ])('%s is folded to %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
    expect(fold(folded)).toBe(folded);
  });

  it('of names, each part and what belongs together', () => {
    expect(nameWords("Mary-Jane O'Neil-Smith")).toEqual([
      'mary',
      'jane',
      'o',
      'neil',
      'smith',
      'maryjane',
      'oneil',
      'oneilsmith',
    ]);
    expect(nameWords('  ')).toEqual([]);
  });

  it('of emails, all but their end', () => {
    expect(otherWords('a.b-c@mail.example.com, x@y.org Tampa')).toEqual([
      'a',
      'b',
      'c',
      'mail',
      'example',
      'x',
      'y',
      'tampa',
    ]);
    expect(otherWords('see e.g. Tampa.')).toEqual(['see', 'e', 'g', 'tampa']);
  });

  it('plain letters are read the quick way, with the same words', () => {
    const random = seededRandom(3);
    const signs = [..."ab1 .@-'(),x9_\n"];
    for (let n = 0; n < 5000; n++) {
      const text = Array.from({ length: 14 }, () => signs[Math.floor(random() * signs.length)]).join('');
      // A letter that is not plain, far off, makes it go the other way.
      expect([text, otherWords(`${text} яяя`).sort()]).toEqual([text, [...otherWords(text), 'яяя'].sort()]);
    }
  });

  it('terms: beginnings up to seven letters and the whole; of a phone any four and five digits, and the last three', () => {
    const terms = termsOf({ name: ['ann', 'johnston'], other: ['annabel', 'ab'], phones: ['17275551111'] });
    expect(terms.trim().split(' ')).toEqual(
      'a an ann j jo joh john johns johnst johnsto johnston anna annab annabe annabel ab ·1727 ·7275 ·2755 ·7555 ·5551 ·5511 ·5111 ·1111 ·17275 ·72755 ·27555 ·75551 ·55511 ·55111 ·51111 ·111'.split(
        ' ',
      ),
    );
  });
});

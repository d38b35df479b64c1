/** Lower case without accents, apostrophes and other signs: St. Louis is st louis, O’Neil is oneil. */
export function plainWords(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’‘ʼ´`]+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Returns a test of short texts for a search box: each typed word must be in the text, in any order; case, accents and signs are ignored.
 * If only signs are typed, every text passes.
 */
export function wordsTest(typed: string): (text: string) => boolean {
  const words = plainWords(typed).split(' ');
  return (text) => {
    const plain = plainWords(text);
    return words.every((word) => plain.includes(word));
  };
}

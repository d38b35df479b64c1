/** A word, or an amount, date or time with its punctuation. */
const WORD = /[\w%+@=-]+(?:(?<=\d)[.,:/]\d[\w%+@=-]*)*/g;
/** No word of a language is longer, so that longer ones are tokens. */
const LONGEST = 24;

/**
 * The words that many answers of a receiver have in common, in lower case: without ids, amounts, dates and tokens, which differ for each
 * lead. A million answers then become a few hundred texts to search.
 */
export const answerWords = (answer: string): string =>
  answer.toLowerCase().replace(WORD, (word) => (isAnswerWord(word) ? word : ' '));

/** Whether a word in lower case can be found in `answerWords`. */
export const isAnswerWord = (word: string): boolean => word.length <= LONGEST && !/\d/.test(word);

/** A word, with what follows it of an amount, a date or a time. */
const WORD = /[\w%+@=-]+(?:(?<=\d)[.,:/]\d[\w%+@=-]*)*/g;
/** No word of a language is longer: these are tokens. */
const LONGEST = 24;

/**
 * What many answers of a receiver have in common: their words, in small letters, without those that differ from lead to lead (ids, amounts, dates,
 * tokens). So a million answers are a few hundred texts to search in.
 */
export const answerWords = (answer: string): string =>
  answer.toLowerCase().replace(WORD, (word) => (isAnswerWord(word) ? word : ' '));

/** Whether a word in small letters can be found in `answerWords`. */
export const isAnswerWord = (word: string): boolean => word.length <= LONGEST && !/\d/.test(word);

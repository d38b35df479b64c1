/**
 * Each byte of an erased person's record is overwritten with a hyphen. Spaces would turn it into a blank line, which is not a row, so all
 * rows after it would be numbered differently from the stored numbers.
 */
export const ERASED = 0x2d;

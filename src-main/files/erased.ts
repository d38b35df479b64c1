/**
 * What a forgotten person's record is overwritten with, byte for byte: a hyphen. Not a space: a record of spaces is a blank line, which is
 * no row, and every row behind it would get another number than the one by which the desk knows it.
 */
export const ERASED = 0x2d;

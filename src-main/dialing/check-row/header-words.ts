/**
 * The words of a column's name, in lower case and without accents: split at spaces, signs, capitals and digits. “Phone 1 - Value”,
 * “phone_1_value” and “Phone1Value” are the same three words.
 */
export function headerWords(header: string): string[] {
  return header
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replace(/(\d)(\p{L})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '' && word !== 's');
}

/** Whether consecutive words spell a name that is written without spaces. */
export function holdsWords(words: readonly string[], spelt: (name: string) => boolean): boolean {
  return words.some((_, from) => words.some((__, to) => to >= from && spelt(words.slice(from, to + 1).join(''))));
}

/** Whether a name is a generated one, because the file has no header. */
export function isMadeUp(header: string): boolean {
  return /^(?:|(?:column|col|field|f|unnamed|spalte|columna|colonne)[\s:_]*\d+|[a-z])$/i.test(header.trim());
}

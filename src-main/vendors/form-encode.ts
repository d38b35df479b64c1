/** The encoded form of each ASCII character. encodeURIComponent takes several times as long per value. */
const WRITTEN: readonly string[] = Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (/[A-Za-z0-9._-]/.test(char)) return char;
  return char === ' ' ? '+' : `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
});

/** A value as a browser's form would send it: UTF-8, percent escapes, + for a space. Lone surrogates become U+FFFD. */
export function formEncode(value: string): string {
  let encoded = '';
  let from = 0;
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code > 127) return encodeURIComponent(value.toWellFormed()).replaceAll('%20', '+');
    const written = WRITTEN[code] ?? '';
    if (written.length === 1 && code !== 32) continue;
    encoded += value.slice(from, i) + written;
    from = i + 1;
  }
  return from === 0 ? value : encoded + value.slice(from);
}

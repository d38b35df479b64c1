/**
 * Characters in a name chosen by somebody else that affect the line in which it is shown: control characters; marks that change the reading
 * direction (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069), so that `fdp.exe` reads as `exe.pdf`; and other invisible ones.
 * Not the joiners (U+200C, U+200D), which some scripts and pictures need, and neither tabs nor line ends, which a page shows as spaces and
 * a note contains.
 */
const HARMFUL =
  /[\p{Cc}\p{Cs}\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u115F\u1160\u3164\uFFA0]|[\u{E0000}-\u{E0FFF}]/gu;
/** A faster test that decides for most texts: nothing beyond U+007E, and no control character. */
const PLAIN = /^[\t\n\r -~]*$/;
/** Unicode's replacement character (U+FFFD). */
const SIGN = '\uFFFD';

/**
 * A text that is safe to show: each character that would affect the line around it is replaced by a visible sign. Tabs and line ends are
 * kept.
 */
export function harmless(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(HARMFUL, (found) => (found === '\n' || found === '\t' || found === '\r' ? found : SIGN));
}

/** Like `harmless`, as one line: line ends are replaced too. Tabs separate the columns of a line. */
export function harmlessLine(text: string): string {
  return harmless(text).replace(/[\n\r]/g, SIGN);
}

/** JSON text with the same meaning, in which characters that would affect the line around it are written as `\uXXXX`. */
export function harmlessJson(json: string): string {
  if (PLAIN.test(json)) return json;
  return json.replace(HARMFUL, (found) => {
    if (found === '\n' || found === '\t' || found === '\r') return found;
    let escaped = '';
    for (let at = 0; at < found.length; at++) escaped += `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`;
    return escaped;
  });
}

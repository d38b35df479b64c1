/**
 * What may stand in a name that somebody else has chosen and does something to the line it is shown in: control characters; marks that
 * turn the reading direction (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069), so that `fdp.exe` reads as `exe.pdf`; and
 * others that can't be seen. Not the joiners (U+200C, U+200D), without which some scripts and pictures can't be written, and
 * neither tabs nor line ends, of which a page makes spaces and a note is made.
 */
const HARMFUL =
  /[\p{Cc}\p{Cs}\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u115F\u1160\u3164\uFFA0]|[\u{E0000}-\u{E0FFF}]/gu;
/** For most texts the question is settled by this, which is quicker: nothing beyond U+007E, and no control character. */
const PLAIN = /^[\t\n\r -~]*$/;
/** The sign that Unicode has for what can't be shown (U+FFFD). */
const SIGN = '\uFFFD';

/** A text as it may be shown: each character that would harm the line around it is a visible sign instead. Tabs and line ends stay. */
export function harmless(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(HARMFUL, (found) => (found === '\n' || found === '\t' || found === '\r' ? found : SIGN));
}

/** As `harmless`, and one line: line ends are signs, too. Tabs part the columns of a line. */
export function harmlessLine(text: string): string {
  return harmless(text).replace(/[\n\r]/g, SIGN);
}

/** A text of JSON with the same meaning, in which what would harm the line around it is written as `\uXXXX`. */
export function harmlessJson(json: string): string {
  if (PLAIN.test(json)) return json;
  return json.replace(HARMFUL, (found) => {
    if (found === '\n' || found === '\t' || found === '\r') return found;
    let escaped = '';
    for (let at = 0; at < found.length; at++) escaped += `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`;
    return escaped;
  });
}

/** The longest file name, in bytes of UTF-8. Systems allow 255, and a number or an extension may be added. */
const LONGEST_BYTES = 180;
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$/i;

/**
 * Part of a file name made from text that somebody else has chosen. It has no folders, no extension that a system hides or executes, no
 * invisible characters or ones that change the text direction, no device name of Windows, and a limited length. Letters of all languages
 * are kept.
 */
export function safeFileName(words: string, otherwise = 'file'): string {
  const plain = words
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[\\/:*?"<>|]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const cut = cutToBytes(plain, LONGEST_BYTES).trimEnd();
  if (cut === '') return otherwise;
  return DEVICE.test(cut.split('.', 1)[0] ?? '') ? `${cut}-` : cut;
}

function cutToBytes(text: string, most: number): string {
  let bytes = 0;
  let cut = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > most) break;
    cut += character;
  }
  return cut;
}

/** Longest name of a file that is made, in bytes of UTF-8: systems take 255, and a number or an ending may come to it. */
const LONGEST_BYTES = 180;
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$/i;

/**
 * A part of a file's name made of words that somebody else has chosen: no folder, no ending that a system hides or runs by, nothing that
 * can't be seen or turns the reading direction, no name that Windows keeps for a device, and not too long. Letters of any language stay.
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

import { resolve } from 'node:path';

/** A path that may not be used; the message is a sentence for the operator. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
}

/** Longest path that is looked at, in characters: more than any system takes. */
const LONGEST = 32_768;

/** Names that Windows takes for devices in any folder, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(?:\.|$)/i;

/**
 * A path as the system is asked for it: absolute, without `.`, `..` and double separators. Spellings that lead to something else than
 * the file they seem to name are refused: a NUL character; on Windows device names, `\\?\` and `\\.\`, alternate data streams
 * (`file:stream`), and a name with a dot or space at its end, which Windows leaves out.
 *
 * @throws FileRefused
 */
export function plainPath(text: string, platform: NodeJS.Platform = process.platform): string {
  if (text === '') throw new FileRefused('The name of the file is missing.');
  if (text.includes('\0') || text.length > LONGEST) {
    throw new FileRefused('That isn’t a valid file name: it is too long or contains a NUL character.');
  }
  if (platform === 'win32') refuseOddWindowsNames(text);
  return resolve(text);
}

function refuseOddWindowsNames(text: string): void {
  const refuse = (why: string): never => {
    throw new FileRefused(`${text} can’t be used: ${why}. Use the plain path of the file.`);
  };
  if (/^[\\/]{2}[?.][\\/]/.test(text)) refuse('it names a device');
  const parts = text.replace(/^[a-z]:/i, '').split(/[\\/]/);
  for (const part of parts) {
    if (part.includes(':')) refuse('a colon names a hidden part of a file');
    if (DEVICE.test(part)) refuse('Windows keeps that name for a device');
    if (/[. ]$/.test(part) && part !== '.' && part !== '..') refuse('a name can’t end with a dot or a space');
  }
}

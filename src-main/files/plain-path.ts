import { resolve } from 'node:path';

/** A path that may not be used. The message is a sentence for the operator. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
}

/** The longest path that is examined, in characters; more than any system allows. */
const LONGEST = 32_768;

/** Names that Windows treats as devices in any folder and with any extension. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(?:\.|$)/i;

/**
 * An absolute path without `.`, `..` and double separators. Paths that lead to something other than they appear to name are refused: those
 * with a NUL character and, on Windows, device names, `\\?\` and `\\.\`, alternate data streams (`file:stream`), and names that end with a
 * dot or space, which Windows drops.
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

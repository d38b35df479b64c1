const HEAD_BYTES = 256;

/** The decoder with that name; null for an unknown name. */
function decoderOf(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label);
  } catch {
    // This system does not know the charset.
    return null;
  }
}

/**
 * The text of an answer. Its charset is determined by its byte order mark, or else the content type, or else the XML declaration; otherwise
 * it is UTF-8, or Windows-1252 if it isn't valid UTF-8. Invalid bytes become U+FFFD, and the mark is removed.
 */
export function decodeAnswer(bytes: Uint8Array, contentType: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder().decode(bytes);
  const label = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1] ?? declared(bytes);
  const decoder = label === undefined ? null : decoderOf(label);
  if (decoder) return decoder.decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // It isn't UTF-8. Older vendors that specify no charset use Windows-1252.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** `<?xml version="1.0" encoding="ISO-8859-1"?>`: the charset that an XML answer declares. */
function declared(bytes: Uint8Array): string | undefined {
  if (bytes[0] !== 0x3c) return undefined;
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES));
  const label = /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"']+)["']/i.exec(head)?.[1];
  // A declaration that can be read byte by byte is not in UTF-16, whatever it declares.
  return label !== undefined && /^utf-?16/i.test(label) ? undefined : label;
}

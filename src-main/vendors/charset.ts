const HEAD_BYTES = 256;

/** The decoder of that name; null for a name that nobody knows. */
function decoderOf(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label);
  } catch {
    // A charset that this system does not know.
    return null;
  }
}

/**
 * The text of an answer: by its mark (BOM), else by the charset of its content type, else by its XML declaration, else UTF-8,
 * and Windows-1252 where nothing was told and it is no UTF-8. What a charset can't hold becomes U+FFFD; the mark is left out.
 */
export function decodeAnswer(bytes: Uint8Array, contentType: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder().decode(bytes);
  const told = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1] ?? declared(bytes);
  const decoder = told === undefined ? null : decoderOf(told);
  if (decoder) return decoder.decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: older vendors that name no charset write Windows’ western one.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** `<?xml version="1.0" encoding="ISO-8859-1"?>`: what an XML answer says of itself. */
function declared(bytes: Uint8Array): string | undefined {
  if (bytes[0] !== 0x3c) return undefined;
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES));
  const label = /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"']+)["']/i.exec(head)?.[1];
  // A declaration that can be read byte by byte is not in UTF-16, whatever it says.
  return label !== undefined && /^utf-?16/i.test(label) ? undefined : label;
}

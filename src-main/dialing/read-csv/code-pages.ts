import type { CsvFormat } from '../../../src-preload/contract/csv-format.ts';

type Encoding = CsvFormat['encoding'];

/** 0x80 to 0xFF of the code pages that are not in the Encoding Standard (IBM's tables, as Windows maps them). */
const OWN_TABLES: Partial<Record<Encoding, string>> = {
  cp437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  cp850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  cp852:
    'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0',
};

/** The Encoding Standard's name of an encoding, if it differs from the one used here. */
const STANDARD_NAMES: Partial<Record<Encoding, string>> = { cp866: 'ibm866' };
const standardName = (encoding: Encoding): string => STANDARD_NAMES[encoding] ?? encoding;

/** Encodings in which a character beyond ASCII takes two or more bytes, and the second may be an ASCII byte. */
export const MULTI_BYTE: ReadonlySet<Encoding> = new Set<Encoding>(['shift_jis', 'gb18030', 'big5', 'euc-kr']);

const tables = new Map<Encoding, string>();

/** The meaning of the bytes 0x80 to 0xFF in a single-byte encoding: 128 characters. */
export function highBytes(encoding: Encoding): string {
  let table = OWN_TABLES[encoding] ?? tables.get(encoding);
  if (table === undefined) {
    const bytes = Uint8Array.from({ length: 128 }, (_, at) => at + 0x80);
    table = new TextDecoder(standardName(encoding)).decode(bytes);
    tables.set(encoding, table);
  }
  return table;
}

/** Decodes text whose characters are bytes (Latin-1) in a single-byte encoding. */
export function fromSingleBytes(latin1: string, encoding: Encoding): string {
  const table = highBytes(encoding);
  return latin1.replace(/[\x80-\xff]/g, (char) => table[char.charCodeAt(0) - 0x80] ?? char);
}

/** The platform's streaming decoder for a multi-byte encoding. */
export function multiByteDecoder(encoding: Encoding, fatal = false): TextDecoder {
  return new TextDecoder(standardName(encoding), { fatal });
}

const MIXED = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\xff]/g;

/**
 * Decodes text whose characters are bytes if some rows are UTF-8 and some Windows-1252, as when lists of two programs were joined. Every
 * complete UTF-8 character is read as such, and every other byte as Windows-1252.
 */
export function fromMixedBytes(latin1: string): string {
  const table = highBytes('windows-1252');
  return latin1.replace(MIXED, (bytes) => {
    if (bytes.length > 1) {
      const text = Buffer.from(bytes, 'latin1').toString('utf8');
      if (!text.includes('\ufffd')) return text;
    }
    return bytes.replace(/[\x80-\xff]/g, (char) => table[char.charCodeAt(0) - 0x80] ?? char);
  });
}

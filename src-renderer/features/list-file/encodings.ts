import type { CsvEncoding } from '../../../src-preload/contract/index.ts';

interface EncodingOption {
  readonly value: CsvEncoding;
  readonly label: string;
  readonly note?: string;
}

/** The encodings to choose from, the most common first. */
export const ENCODING_GROUPS: readonly { readonly label: string; readonly options: readonly EncodingOption[] }[] = [
  {
    label: 'Common',
    options: [
      { value: 'utf-8', label: 'UTF-8', note: 'Most common, with or without a BOM' },
      { value: 'windows-1252', label: 'Windows-1252', note: 'Older Excel and Windows programs, Western Europe' },
      { value: 'utf-8+windows-1252', label: 'UTF-8 and Windows-1252 mixed', note: 'Files merged from two programs' },
      { value: 'utf-16le', label: 'UTF-16 LE', note: 'Excel’s “Unicode text”' },
      { value: 'utf-16be', label: 'UTF-16 BE' },
      { value: 'macintosh', label: 'Mac Roman', note: 'Excel on a Mac' },
    ],
  },
  {
    label: 'Western Europe',
    options: [
      { value: 'iso-8859-15', label: 'ISO-8859-15 (Latin 9)' },
      { value: 'cp850', label: 'DOS 850', note: 'Excel’s “CSV (MS-DOS)”' },
      { value: 'cp437', label: 'DOS 437', note: 'Excel’s “CSV (MS-DOS)” in the USA' },
    ],
  },
  {
    label: 'Central and Eastern Europe, Turkey',
    options: [
      { value: 'windows-1250', label: 'Windows-1250 (Central Europe)' },
      { value: 'iso-8859-2', label: 'ISO-8859-2 (Latin 2)' },
      { value: 'cp852', label: 'DOS 852 (Central Europe)' },
      { value: 'windows-1251', label: 'Windows-1251 (Cyrillic)' },
      { value: 'koi8-r', label: 'KOI8-R (Cyrillic)' },
      { value: 'cp866', label: 'DOS 866 (Cyrillic)' },
      { value: 'windows-1253', label: 'Windows-1253 (Greek)' },
      { value: 'windows-1254', label: 'Windows-1254 (Turkish)' },
      { value: 'windows-1257', label: 'Windows-1257 (Baltic)' },
    ],
  },
  {
    label: 'East Asia',
    options: [
      { value: 'shift_jis', label: 'Shift-JIS (Japanese)' },
      { value: 'gb18030', label: 'GB 18030 (Chinese)' },
      { value: 'big5', label: 'Big5 (Chinese)' },
      { value: 'euc-kr', label: 'EUC-KR (Korean)' },
    ],
  },
];

/** The name of an encoding. */
export function encodingLabel(encoding: CsvEncoding): string {
  return ENCODING_GROUPS.flatMap(({ options }) => options).find(({ value }) => value === encoding)?.label ?? encoding;
}

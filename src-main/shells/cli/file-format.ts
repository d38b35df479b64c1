import {
  CommandError,
  type CsvFormat,
  csvFormat,
  type ImportDetail,
  type Inspection,
} from '../../../src-preload/contract/index.ts';
import type { Desk } from './attach.ts';
import { UsageError, type Verb, type VerbContext } from './verb.ts';

/** The flags for a file's format. */
export const FORMAT_OPTIONS = {
  'header-row': {
    type: 'string',
    value: 'N',
    about: 'The header row, counted from 1; 0 if there is none.',
  },
  encoding: { type: 'string', value: 'ENCODING', about: 'The file’s encoding, such as utf-8 or windows-1252.' },
  delimiter: {
    type: 'string',
    value: 'CHAR',
    about: 'The delimiter: one character, or comma, semicolon, tab or pipe.',
  },
  quote: { type: 'string', value: 'QUOTE', about: 'The quote character: double, single or none.' },
  sheet: {
    type: 'string',
    value: 'NAME|N',
    about:
      'The sheet of a workbook (.xlsx): its name, or its number from 1. Default: the first sheet that isn’t hidden.',
  },
} as const satisfies Verb['options'];

const DELIMITERS: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  pipe: '|',
  bar: '|',
};
const QUOTES: Readonly<Record<string, CsvFormat['quote']>> = {
  '"': '"',
  double: '"',
  "'": "'",
  single: "'",
  none: '',
  '': '',
};
/** Other common names of encodings. */
const ENCODINGS: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  'utf-16': 'utf-16le',
  utf16: 'utf-16le',
  cp1252: 'windows-1252',
  ansi: 'windows-1252',
  latin1: 'windows-1252',
  'latin-1': 'windows-1252',
  'iso-8859-1': 'windows-1252',
  mac: 'macintosh',
  macroman: 'macintosh',
  'mac-roman': 'macintosh',
  mixed: 'utf-8+windows-1252',
  cp1250: 'windows-1250',
  cp1251: 'windows-1251',
  cp1253: 'windows-1253',
  cp1254: 'windows-1254',
  cp1257: 'windows-1257',
  ibm437: 'cp437',
  ibm850: 'cp850',
  ibm852: 'cp852',
  ibm866: 'cp866',
  dos: 'cp850',
  latin2: 'iso-8859-2',
  latin9: 'iso-8859-15',
  sjis: 'shift_jis',
  'shift-jis': 'shift_jis',
  cp932: 'shift_jis',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  cp936: 'gb18030',
  cp949: 'euc-kr',
};

/** The file format from the flags. @throws UsageError with the possible values */
export function formatFrom({ options }: VerbContext): Partial<CsvFormat> {
  const format: Partial<CsvFormat> = {};
  const { encoding, delimiter, quote, sheet } = options;
  if (typeof sheet === 'string' && sheet !== '') format.sheet = sheet;
  const row = options['header-row'];
  if (typeof row === 'string') {
    if (!/^\d{1,9}$/.test(row)) {
      throw new UsageError(`--header-row ${row}: enter the number of the header row, or 0 if there is none.`);
    }
    format.header = Number(row) > 0;
    if (Number(row) > 0) format.headerLine = Number(row);
  }
  if (typeof encoding === 'string') {
    const plain = encoding.trim().toLowerCase();
    const read = csvFormat.shape.encoding.safeParse(ENCODINGS[plain] ?? plain);
    if (!read.success) {
      throw new UsageError(
        `--encoding ${encoding} isn’t supported. Use one of ${csvFormat.shape.encoding.options.join(', ')}.`,
      );
    }
    format.encoding = read.data;
  }
  if (typeof delimiter === 'string') {
    const one = DELIMITERS[delimiter.toLowerCase()] ?? delimiter;
    if (one.length !== 1) {
      throw new UsageError(`--delimiter ${delimiter}: enter one character, or comma, semicolon, tab or pipe.`);
    }
    format.delimiter = one;
  }
  if (typeof quote === 'string') {
    const one = QUOTES[quote.toLowerCase()];
    if (one === undefined) throw new UsageError(`--quote ${quote}: enter double, single or none.`);
    format.quote = one;
  }
  return format;
}

function askEncoding({ fileName, inspection }: ImportDetail): string {
  const readings = inspection.encodings.map(
    ({ encoding, examples }) => `--encoding ${encoding} (${examples.slice(0, 4).join(', ')})`,
  );
  return `The encoding of ${fileName} is ambiguous, and a wrong guess would send wrong names. Nothing was sent. Choose the reading that is correct: ${readings.join('; ')}.`;
}

/** Opens a file as a draft, in the format from the flags. */
export async function openAs(desk: Desk, path: string, format: Partial<CsvFormat>): Promise<ImportDetail> {
  const opened = await desk.call('imports.open', { path });
  try {
    const read =
      Object.keys(format).length === 0 ? opened : await desk.call('imports.reformat', { id: opened.id, format });
    if (read.inspection.encodings.length > 0) {
      throw new CommandError('file', askEncoding(read), 'encoding');
    }
    return read;
  } catch (error) {
    await desk.call('imports.remove', { id: opened.id });
    throw error;
  }
}

/** How a file was read, as lines for the terminal. */
export function formatInWords({ format, headerLine, columns, notes }: Inspection): string[] {
  const named = Object.entries(DELIMITERS).find(([name, char]) => char === format.delimiter && name.length > 2)?.[0];
  const header = headerLine === null ? 'no header row' : `header row ${headerLine}`;
  const how =
    format.sheet === undefined
      ? `${format.encoding}, delimiter ${named ?? format.delimiter}`
      : `the sheet “${format.sheet}” of a workbook`;
  return [`Read as ${how}; ${header}: ${columns.join(', ')}.`, ...notes.map((note) => `  ${note}`)];
}

import { CsvFileError } from './file-error.ts';

const SAVE = 'Open it and save the sheet as "CSV UTF-8".';
const UNPACK = 'Unpack it first, then choose the file inside.';

/** The first bytes that identify a kind of file, and what to do with it. */
const MAGIC: readonly [bytes: string, sentence: string][] = [
  ['PK\x05\x06', 'is an empty ZIP archive. Ask for the list again.'],
  ['\xd0\xcf\x11\xe0', `is an old Excel workbook (.xls), not a CSV file. ${SAVE}`],
  ['\x09\x08\x10\0\0\x06', `is an old Excel workbook (.xls), not a CSV file. ${SAVE}`],
  ['%PDF-', 'is a PDF document, not a CSV file. Ask for the list as CSV.'],
  ['{\\rtf', 'is a formatted text document (RTF), not a CSV file. Ask for the list as CSV.'],
  ['\x1f\x8b', `is compressed (gzip). ${UNPACK}`],
  ['BZh', `is compressed (bzip2). ${UNPACK}`],
  ['\xfd7zXZ\0', `is compressed (xz). ${UNPACK}`],
  ['\x28\xb5\x2f\xfd', `is compressed (Zstandard). ${UNPACK}`],
  ['7z\xbc\xaf\x27\x1c', `is a 7-Zip archive. ${UNPACK}`],
  ['Rar!\x1a\x07', `is a RAR archive. ${UNPACK}`],
  ['SQLite format 3\0', 'is a SQLite database, not a CSV file. Export its table as CSV first.'],
  ['PAR1', 'is a Parquet file, not a CSV file. Export it as CSV first.'],
  ['\x89PNG', 'is a picture, not a CSV file. Ask for the list as CSV.'],
  ['\xff\xd8\xff', 'is a picture, not a CSV file. Ask for the list as CSV.'],
  ['\0\0\xfe\xff', 'is written in UTF-32, which is not supported. Save it as "CSV UTF-8".'],
  ['\xff\xfe\0\0', 'is written in UTF-32, which is not supported. Save it as "CSV UTF-8".'],
];
/** An encrypted workbook is in the old container format, with a stream of this name ([MS-OFFCRYPTO] 1.3.2). */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

/** @throws CsvFileError `binary` if the first bytes are those of another kind of file; it says which kind and what to do */
export function refuseOtherBytes(head: Buffer, path: string): void {
  const start = head.toString('latin1', 0, 16);
  for (const [bytes, sentence] of MAGIC) {
    if (!start.startsWith(bytes)) continue;
    const locked = bytes === '\xd0\xcf\x11\xe0' && head.includes(ENCRYPTED);
    throw new CsvFileError(
      'binary',
      locked
        ? `The file ${path} is a password-protected workbook. Open it, remove the password, and save it again.`
        : `The file ${path} ${sentence}`,
    );
  }
}

const TEXT_KINDS: readonly [shape: RegExp, sentence: string][] = [
  [
    /^\s*(?:\[\s*(?:[{[]|\])|\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\}))/,
    'is JSON, not a CSV file. Export the list as CSV, with one line a lead.',
  ],
  [
    /^\s*(?:<\?xml[^>]*>\s*)?(?:<\?mso-application[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:\w+:)?Workbook[\s>]/,
    `is an Excel 2003 XML workbook, not a CSV file, whatever its name ends with. ${SAVE}`,
  ],
  [
    /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|meta|body|style|table|div)[\s>]/i,
    `is a web page (HTML), not a CSV file or an Excel workbook, whatever its name ends with. Open it in Excel and save the sheet as "CSV UTF-8".`,
  ],
  [/^\s*<\?xml[\s>]/, 'is XML, not a CSV file. Export the list as CSV, with one line a lead.'],
  [/^\s*BEGIN:VCARD/i, 'is a vCard file (.vcf), not a CSV file. Export the contacts as CSV.'],
  [
    /^\s*(?:From: |Received: |MIME-Version: )/i,
    'is an email, not a CSV file. Save what is attached to it, and choose that.',
  ],
];

/** @throws CsvFileError `binary` if the text isn't a table: JSON, HTML, XML; it says which and what to do */
export function refuseOtherText(sample: string, path: string): void {
  const start = sample.slice(0, 4096);
  for (const [shape, sentence] of TEXT_KINDS) {
    if (shape.test(start)) throw new CsvFileError('binary', `The file ${path} ${sentence}`);
  }
}

import { writeFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';

/** The XML of a cell, or text or a number that a cell is made from. */
export type Cell = string | number | null | { readonly xml: string };

/** The parts of a workbook. */
export interface MakeXlsx {
  readonly sheets: readonly {
    readonly name: string;
    readonly state?: 'hidden';
    /** The whole content of `sheetData`, or rows of cells. */
    readonly rows: readonly (readonly Cell[])[] | string;
    /** What follows `sheetData`. */
    readonly after?: string;
  }[];
  readonly date1904?: boolean;
  /** The number formats of styles 1, 2, …: the number of a built-in format, or a code. */
  readonly formats?: readonly (number | string)[];
  /** The texts of the shared table, as the content of `si`. */
  readonly strings?: readonly string[];
  /** A prefix of every element's name, which some programs write. */
  readonly prefix?: string;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Creates a workbook with the minimum of parts (ECMA-376 part 1, 12). */
export function makeXlsx(path: string, { sheets, date1904, formats = [], strings, prefix }: MakeXlsx): void {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const relations = (inside: string) =>
    `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`;
  const codes = formats.flatMap((format, at) =>
    typeof format === 'string' ? [`<numFmt numFmtId="${164 + at}" formatCode="${escaped(format)}"/>`] : [],
  );
  const styles = formats.map((format, at) => `<xf numFmtId="${typeof format === 'string' ? 164 + at : format}"/>`);
  const named = (xml: string) => (prefix === undefined ? xml : xml.replace(/<(\/?)(?=[A-Za-z])/g, `<$1${prefix}:`));
  const xmlns = prefix === undefined ? `xmlns="${MAIN}"` : `xmlns:${prefix}="${MAIN}"`;
  zip(path, {
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `${HEAD}${named(
      `<workbook ${xmlns} xmlns:r="${RELATIONS}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${sheets
        .map(
          ({ name, state }, at) =>
            `<sheet name="${escaped(name)}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="rId${at + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    )}`,
    'xl/_rels/workbook.xml.rels': relations(
      [
        ...sheets.map((_, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)),
        relation('rId101', 'styles', 'styles.xml'),
        relation('rId102', 'sharedStrings', '/xl/sharedStrings.xml'),
      ].join(''),
    ),
    'xl/styles.xml': `${HEAD}${named(
      `<styleSheet ${xmlns}><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${styles.join('')}</cellXfs></styleSheet>`,
    )}`,
    ...(strings === undefined
      ? {}
      : {
          'xl/sharedStrings.xml': `${HEAD}${named(`<sst ${xmlns}>${strings.map((text) => `<si>${text}</si>`).join('')}</sst>`)}`,
        }),
    ...Object.fromEntries(
      sheets.map(({ rows, after = '' }, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `${HEAD}${named(
          `<worksheet ${xmlns}><sheetData>${typeof rows === 'string' ? rows : rows.map(rowXml).join('')}</sheetData>${after}</worksheet>`,
        )}`,
      ]),
    ),
  });
}

function rowXml(cells: readonly Cell[], at: number): string {
  return `<row r="${at + 1}">${cells
    .map((cell, column) => {
      if (cell === null) return '';
      if (typeof cell === 'object') return cell.xml;
      const where = `r="${String.fromCharCode(65 + column)}${at + 1}"`;
      return typeof cell === 'number'
        ? `<c ${where}><v>${cell}</v></c>`
        : `<c ${where} t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
    })
    .join('')}</row>`;
}

/** Writes a ZIP archive (PKWARE APPNOTE 4.3). @param claimed the size of a file according to the archive, if not the real one */
export function zip(path: string, files: Readonly<Record<string, string | Buffer>>, claimed?: number): void {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content as string);
    const packed = deflateRawSync(bytes);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(claimed ?? bytes.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    parts.push(Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed);
    const entry = Buffer.alloc(42);
    entry.writeUInt16LE(20, 0);
    fields.copy(entry, 2);
    entry.writeUInt32LE(at, 38);
    directory.push(Buffer.from('PK\x01\x02'), entry, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(files).length, 4);
  end.writeUInt16LE(Object.keys(files).length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(at, 12);
  writeFileSync(path, Buffer.concat([...parts, list, Buffer.from('PK\x05\x06'), end]));
}

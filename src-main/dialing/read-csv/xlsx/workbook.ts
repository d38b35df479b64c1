import { posix } from 'node:path';
import { CsvFileError } from '../file-error.ts';
import type { Archive } from './archive.ts';
import { lookOfFormat, type NumberLook } from './number-format.ts';
import { StringPool } from './string-pool.ts';
import { takeXml } from './xml.ts';

/** A sheet of cells. */
export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Its path in the archive. */
  readonly part: string;
}

/** A workbook's own description (ECMA-376 part 1, 18.2). */
export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Whether its day numbers start in 1904, as on old Macs. */
  readonly from1904: boolean;
  readonly stylesPart: string | null;
  readonly stringsPart: string | null;
}

const INSTEAD = 'Open it and save the sheet as "CSV UTF-8" or as an Excel workbook (.xlsx).';

/** Reads the list of sheets. @throws CsvFileError if the archive isn't a workbook, with what it is */
export async function readWorkbook(archive: Archive, path: string): Promise<Workbook> {
  const main = await mainPart(archive, path);
  const relations = await relationsOf(archive, main);
  let from1904 = false;
  const listed: { name: string; hidden: boolean; id: string }[] = [];
  await takeXml(await archive.open(main), {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = isTrue(attributes.date1904);
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1] ?? '';
      listed.push({
        name: attributes.name ?? '',
        hidden: attributes.state === 'hidden' || attributes.state === 'veryHidden',
        id,
      });
    },
  });
  const sheets = listed.flatMap(({ name, hidden, id }): Sheet[] => {
    const relation = relations.get(id);
    return relation?.type === 'worksheet' ? [{ name, hidden, part: relation.part }] : [];
  });
  if (sheets.length === 0) throw new CsvFileError('binary', `The file ${path} is a workbook without a sheet of cells.`);
  const partOf = (type: string) => [...relations.values()].find((one) => one.type === type)?.part ?? null;
  return { sheets, from1904, stylesPart: partOf('styles'), stringsPart: partOf('sharedStrings') };
}

/** How the numbers of cells are shown, by the index of the cell's style. */
export async function readStyles(archive: Archive, part: string | null): Promise<NumberLook[]> {
  if (part === null || !archive.has(part)) return [];
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let inCells = false;
  await takeXml(await archive.open(part), {
    open: (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) formats.push(Number(attributes.numFmtId ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return formats.map((id) => lookOfFormat(id, codes.get(id)));
}

/** The texts that cells share, by index, without their pronunciation. */
export async function readStrings(archive: Archive, part: string | null, path: string): Promise<StringPool> {
  const pool = new StringPool(path);
  if (part === null || !archive.has(part)) return pool;
  let text = '';
  let inText = false;
  let spoken = 0;
  await takeXml(await archive.open(part), {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') spoken++;
      else if (name === 't') inText = spoken === 0;
    },
    text: (piece) => {
      if (inText) text += piece;
    },
    close: (name) => {
      if (name === 'si') pool.add(unescaped(text));
      else if (name === 'rPh') spoken--;
      else if (name === 't') inText = false;
    },
  });
  return pool;
}

/** Text in which a workbook writes some characters as codes: `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true' || value === 'on';

async function mainPart(archive: Archive, path: string): Promise<string> {
  const relations = archive.has('_rels/.rels') ? await relationsOf(archive, '') : new Map<string, Relation>();
  const main = [...relations.values()].find(({ type }) => type === 'officeDocument')?.part ?? 'xl/workbook.xml';
  if (archive.has(main) && /(?:^|\/)xl\//i.test(main) && main.endsWith('.xml')) return main;
  throw new CsvFileError('binary', `The file ${path} ${whatElse(archive)}`);
}

function whatElse({ names, has }: Archive): string {
  const some = (shape: RegExp) => names.some((name) => shape.test(name));
  if (some(/^xl\/workbook\.bin$/i)) return `is a binary Excel workbook (.xlsb). ${INSTEAD}`;
  if (some(/^word\//i)) return 'is a Word document, not a list. Copy its table into a sheet and save that.';
  if (some(/^ppt\//i)) return 'is a PowerPoint presentation, not a list.';
  if (some(/\.iwa$|^index\.zip$/i)) return `is a Numbers, Pages or Keynote document. Export it as CSV or Excel.`;
  if (has('content.xml') || has('mimetype')) return `is an OpenDocument file (.ods). ${INSTEAD}`;
  const files = names.filter((name) => !name.endsWith('/') && !name.startsWith('__MACOSX/'));
  return `is a ZIP archive with ${files.length === 1 ? `${files[0]} in it` : `${files.length} files in it`}. Unpack it first, then choose the file inside.`;
}

interface Relation {
  readonly type: string;
  readonly part: string;
}

/** What a part of the archive refers to, by id. The type is the last word of its URI. */
async function relationsOf(archive: Archive, part: string): Promise<Map<string, Relation>> {
  const folder = part === '' ? '' : posix.dirname(part);
  const file = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const found = new Map<string, Relation>();
  if (!archive.has(file)) return found;
  await takeXml(await archive.open(file), {
    open: (name, { Id, Type, Target }) => {
      if (name !== 'Relationship' || Id === undefined || Target === undefined) return;
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
      found.set(Id, { type: Type?.split('/').at(-1) ?? '', part: target });
    },
  });
  return found;
}

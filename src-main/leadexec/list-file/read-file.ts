import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CommandArguments,
  CommandError,
  type Inspection,
  type ItemColumns,
} from '../../../src-preload/contract/index.ts';
import { capital } from '../../../src-preload/rules/capital.ts';
import { cellValue } from '../../dialing/check-row/cell.ts';
import { headerWords } from '../../dialing/check-row/header-words.ts';
import { type LineSink, writeFileWhole } from '../../dialing/line-sink.ts';
import { inspectFile } from '../../dialing/read-csv/inspect.ts';
import { inspectionOf } from '../../dialing/read-csv/inspection-of.ts';
import { CSV_PROBLEMS } from '../../dialing/read-csv/problem-words.ts';
import { readCsvFile } from '../../dialing/read-csv/read-file.ts';
import { resolved } from '../../dialing/read-csv/resolved.ts';
import { explained } from '../../dialing/unreadable.ts';
import { yieldToCommands } from '../../platform/yielding.ts';

type Input = Pick<CommandArguments<'leadexec.planList'>, 'path' | 'name' | 'text' | 'format' | 'columns'>;

/** A row of a file of items. */
export interface FileRow {
  /** Its line in the file, from 1. */
  readonly line: number;
  readonly value: string;
  readonly description: string;
  readonly tag1: string;
  readonly tag2: string;
  readonly clients: string;
  /** Why it can't be read; empty if it can. */
  readonly problem: string;
}

/** A file of items: how it was read, and its rows. */
export interface ItemFile {
  readonly inspection: Inspection;
  readonly columns: ItemColumns;
  readonly rows: readonly FileRow[];
  readonly sha256: string;
}

/**
 * Reads a file of items, or rows pasted from a spreadsheet, in the same way as a dial list: encoding, delimiter and header row are detected
 * unless they are given. @throws CommandError `file`, `invalid-input`
 */
export async function readItemFile(input: Input, uploadsDir: string): Promise<ItemFile> {
  if ((input.path === undefined) === (input.text === undefined)) {
    throw new CommandError('invalid-input', 'Choose a file, or paste rows of a sheet.', 'path');
  }
  if (input.path !== undefined) return await read(input.path, input);
  if ((input.text ?? '').trim() === '') throw new CommandError('invalid-input', 'Nothing was pasted.', 'text');
  // The reader only takes files. If the desk stops before this one is deleted, the next start deletes it.
  const path = join(uploadsDir, `pasted-${randomUUID()}.txt`);
  try {
    const pasted = input.text ?? '';
    const fill = async (sink: LineSink) => {
      sink.write(pasted);
      return 0;
    };
    await writeFileWhole(path, fill, { whose: 'own', mark: false });
    return await read(path, { ...input, name: 'what was pasted', format: { encoding: 'utf-8', ...input.format } });
  } finally {
    await rm(path, { force: true });
  }
}

async function read(named: string, { name, format, columns: given }: Input): Promise<ItemFile> {
  const path = await explained(() => resolved(named), { path: named, name });
  const file = { path, name };
  const found = await explained(() => inspectFile(path, format === undefined ? {} : { format }), file);
  const columns = given ?? foundColumns(found.columns);
  const rows: FileRow[] = [];
  const cellOf = (cells: readonly string[], at: number | null) =>
    at === null ? '' : cellValue(cells[at] ?? '').trim();
  const take = () =>
    readCsvFile(
      path,
      found.format,
      ({ cells, line, problem }) =>
        rows.push({
          line,
          value: cellOf(cells, columns.value),
          description: cellOf(cells, columns.description),
          tag1: cellOf(cells, columns.tag1),
          tag2: cellOf(cells, columns.tag2),
          clients: cellOf(cells, columns.clients),
          problem: problem === null ? '' : `${capital(CSV_PROBLEMS[problem])}.`,
        }),
      { onChunk: yieldToCommands },
    );
  // The operator has to choose the encoding first.
  if (columns.value !== null && found.encodings.length === 0) await explained(take, file);
  return { inspection: inspectionOf(found), columns, rows, sha256: found.sha256 };
}

/** The names of columns, without spaces and case. */
const NAMES: Readonly<Record<keyof ItemColumns, RegExp>> = {
  value: /^(?:item)?value$|^(?:zip|zipcode|postalcode|state|county|city|areacode|item|key|code)$/,
  description: /^(?:item)?(?:description|name|label|title)$/,
  tag1: /^tag(?:1|one)?$/,
  tag2: /^tag(?:2|two)$/,
  clients:
    /^(?:assigned)?(?:client|clients|clientid|clientids|clientuid|clientuids|clientname|buyer|buyers|assignedto)$/,
};

/** The columns by their names; if no name matches, the first column has the values. */
function foundColumns(headers: readonly string[]): ItemColumns {
  const names = headers.map((header) => headerWords(header).join(''));
  const at = (of: keyof ItemColumns) => {
    const found = names.findIndex((name) => NAMES[of].test(name));
    return found < 0 ? null : found;
  };
  const named = { description: at('description'), tag1: at('tag1'), tag2: at('tag2'), clients: at('clients') };
  const free = names.findIndex((_, place) => !Object.values(named).includes(place));
  return { ...named, value: at('value') ?? (free < 0 ? null : free) };
}

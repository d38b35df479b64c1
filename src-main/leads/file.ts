import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { CommandError, type CommandOutput, type CsvFormat } from '../../src-preload/contract/index.ts';
import { me } from '../db/me.ts';
import { cellValue } from '../dialing/check-row/cell.ts';
import { encodingAsked } from '../dialing/read-csv/encoding-asked.ts';
import { inspectFile } from '../dialing/read-csv/inspect.ts';
import { CSV_PROBLEMS } from '../dialing/read-csv/problem-words.ts';
import { readCsvFile } from '../dialing/read-csv/read-file.ts';
import { resolved } from '../dialing/read-csv/resolved.ts';
import { explained } from '../dialing/unreadable.ts';
import { commandsExpected, yieldToCommands } from '../platform/yielding.ts';
import type { ReadRecord, UnreadRecord } from '../vendors/lead-record.ts';
import { type FileField, fieldsOfRow, isFileField, suggestFields } from './file-fields.ts';
import { ingest } from './ingest.ts';
import type { LeadPorts } from './ports.ts';

/** The number of rows in a transaction. It is lower while a command is waiting for the end of the transaction. */
const ROWS = 1_000;
const ROWS_WHILE_ASKED = 200;
/** How much of a row that can't be parsed is stored. */
const RAW_CHARS = 20_000;

/** How a file of leads would be read: its columns with samples, and the field that each probably fills. @throws CommandError `file` */
export async function inspectLeadFile(
  named: string,
  format: Partial<CsvFormat> = {},
  own?: string,
): Promise<CommandOutput<'leads.inspectFile'>> {
  const path = await explained(() => resolved(named), { path: named, name: own });
  const found = await explained(() => inspectFile(path, { format }), { path, name: own });
  const { columns, samples, estimatedRows } = found;
  const fields = suggestFields(columns, samples);
  return {
    name: own ?? basename(named),
    rows: estimatedRows,
    inspection: {
      format: found.format,
      columns,
      samples,
      accented: found.accented,
      estimatedRows,
      headerLine: found.headerLine,
      top: found.top,
      encodings: found.encodings,
      sheets: found.sheets,
      notes: found.notes,
    },
    columns: columns.map((name, at) => ({
      name,
      samples: samples.slice(0, 5).map((cells) => cellValue(cells[at] ?? '')),
      field: fields[at] ?? null,
    })),
  };
}

/**
 * Imports the rows of a file as leads. The same row again is the same record, even in another file. Rows that can't be parsed, or that have
 * neither name, phone nor email, are listed with the reason. @throws CommandError `file`, `invalid-input`
 */
export async function importLeadFile(
  ports: LeadPorts,
  named: string,
  columns: readonly (string | null)[],
  source: string = basename(named),
  chosen: Partial<CsvFormat> = {},
): Promise<CommandOutput<'leads.importFile'>> {
  const fields = columns.map((name): FileField | null => {
    if (name === null || isFileField(name)) return name;
    throw new CommandError('invalid-input', `There is no lead field “${name}”.`, 'columns');
  });
  if (fields.every((name) => name === null)) {
    throw new CommandError('invalid-input', 'Map at least one column.', 'columns');
  }
  const path = await explained(() => resolved(named), { path: named, name: source });
  const file = { path, name: source };
  const found = await explained(() => inspectFile(path, { format: chosen }), file);
  if (found.encodings.length > 0) {
    throw new CommandError(
      'file',
      `${encodingAsked(source, found)} Choose the encoding. No lead was added.`,
      'encoding',
    );
  }
  const { format, columns: headers } = found;
  const who = me(ports.store);
  const total = { added: 0, joined: 0, unchanged: 0, rejected: 0 };
  let records: ReadRecord[] = [];
  let rejects: UnreadRecord[] = [];
  const keep = (some: readonly ReadRecord[], bad: readonly UnreadRecord[]) => {
    const counts = ingest(ports, { connectionId: null, kind: 'file', source, records: some, rejects: bad, who });
    total.added += counts.added;
    total.joined += counts.joined;
    total.unchanged += counts.unchanged + counts.changed;
    total.rejected += counts.rejected + counts.forgotten;
  };
  const flush = async () => {
    for (let at = 0; at < records.length || at < rejects.length; ) {
      const to = at + (commandsExpected() ? ROWS_WHILE_ASKED : ROWS);
      keep(records.slice(at, to), rejects.slice(at, to));
      at = to;
      await yieldToCommands();
    }
    records = [];
    rejects = [];
  };
  const read = () =>
    readCsvFile(
      path,
      format,
      (row) => {
        const cells = row.cells.map(cellValue);
        const lead = fieldsOfRow(cells, fields);
        const reason =
          row.problem !== null
            ? CSV_PROBLEMS[row.problem]
            : lead.firstName + lead.lastName + lead.phone + lead.email === ''
              ? 'no name, phone or email'
              : null;
        if (reason !== null) {
          rejects.push({ externalId: null, reason: `Row ${row.number}: ${reason}`, raw: row.raw.slice(0, RAW_CHARS) });
          return;
        }
        const named = cells.map((cell, at) => [headers[at] ?? `Column ${at + 1}`, cell] as const);
        records.push({
          externalId: createHash('sha256').update(JSON.stringify(cells)).digest('hex').slice(0, 32),
          fields: lead,
          raw: JSON.stringify(Object.fromEntries(named)),
          unlocked: true,
        });
      },
      { onChunk: flush },
    );
  await explained(read, file);
  await flush();
  return total;
}

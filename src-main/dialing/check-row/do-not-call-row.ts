import type { LeadFieldName, Mapping } from '../../../src-preload/contract/mapping.ts';
import { cellValue } from './cell.ts';
import { mayCall } from './do-not-call-column.ts';
import type { RowFindings } from './row.ts';

/** Adds issues for what a row's own columns say against calling. @returns its cells, without single phones that must not be called */
export type DoNotCallCheck = (cells: readonly string[], row: RowFindings) => readonly string[];

/** The check of a mapping's do-not-call columns; undefined if it has none, so that other files take no extra time. */
export function doNotCallCheck(mapping: Mapping): DoNotCallCheck | undefined {
  const columns = mapping.doNotCall ?? [];
  if (columns.length === 0) return undefined;
  const header = (column: number) => mapping.columns.find(({ index }) => index === column)?.header.trim() ?? '';
  const fieldOf = (phone: number): LeadFieldName =>
    mapping.targets.alt_phone?.from.includes(phone) ? 'alt_phone' : 'multi_alt_phones';
  const main = mapping.targets.phone_number?.from ?? [];
  return (given, row) => {
    let cells = given;
    for (const { column, sense, phone } of columns) {
      const before = cellValue(cells[column] ?? '');
      const says = mayCall(before, sense);
      if (says === 'call') continue;
      const about = { before, note: `“${header(column)}”` };
      if (says === 'doubtful') row.add('dnc-column-doubtful', 'phone_number', about);
      else if (phone !== undefined && !main.includes(phone)) {
        if (cellValue(cells[phone] ?? '') === '') continue;
        row.add('dnc-column-phone', fieldOf(phone), { before: cells[phone] ?? '', after: '', note: about.note });
        cells = cells.with(phone, '');
      } else row.add(says === 'unclear' ? 'dnc-column-unclear' : 'dnc-column', 'phone_number', about);
    }
    return cells;
  };
}

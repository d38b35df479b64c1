import type { RecordKind } from '../../../src-preload/contract/index.ts';
import { dateText } from '../../vendors/leadexec/dates.ts';
import { fieldsOf } from './fields.ts';
import { type Members, membersOf } from './shown-values.ts';

/** Initial values of a new record for members that can't be left empty. */
const FIRST: Readonly<Record<string, unknown>> = {
  'accounts HourMax': -1,
  'accounts DayMax': -1,
  'accounts WeekMax': -1,
  'accounts MonthMax': -1,
  'accounts Status': 12,
  'accounts AccountType': 0,
  'methods Status': true,
  'orders Status': 'Pending',
  'orders Renewal': 'No_Renewal',
  'sources Status': 1,
  'campaigns Status': 1,
  // Null means no maximum.
  'campaigns HourMax': null,
  'campaigns DayMax': null,
  'campaigns MonthMax': null,
  'clients Status': 'New',
};

/** An empty record to fill in, below a parent, with the members that can be sent. */
export function emptyRecord(kind: RecordKind, parent: number, now: number): Members {
  const record: Record<string, unknown> = {};
  for (const { path, type, within, readOnly, nullable, enumeration } of fieldsOf(kind)) {
    if (within !== '' || readOnly) continue;
    const [outer = '', inner] = path.split('.');
    if (inner !== undefined) {
      record[outer] = { ...membersOf(record[outer]), [inner]: 0 };
      continue;
    }
    const first = FIRST[`${kind} ${path}`];
    if (first !== undefined) record[path] = first;
    else if (type === 'rows') record[path] = [];
    else if (path === 'DateAdded') record[path] = dateText(now, 'pacific');
    else if (nullable && (type === 'date' || type === 'choice')) record[path] = null;
    else if (type === 'flag') record[path] = false;
    else if (type === 'number' || type === 'whole' || type === 'id') record[path] = 0;
    else if (type === 'choice') {
      const [value] = enumeration?.values ?? [];
      record[path] = enumeration?.numbered === true ? value?.number : value?.name;
    } else record[path] = '';
  }
  if (parent > 0 && (kind === 'accounts' || kind === 'methods')) record.ClientUID = parent;
  if (parent > 0 && kind === 'listItems') record.CustomListUID = parent;
  if (parent > 0 && kind === 'campaigns') record.VendorUID = parent;
  return record;
}

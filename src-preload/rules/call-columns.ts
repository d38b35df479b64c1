/** Fields that describe the call of a lead, under the receiver's names. */
export const CALL_FIELD_NAMES: readonly string[] = ['ivrnumber', 'callduration', 'callresult', 'calldate'];

/** What columns are called that tell of a call, in small letters and without anything between. */
const CALL_COLUMNS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(CALL_FIELD_NAMES.map((name) => [name, name])),
  ...{
    numbercalled: 'ivrnumber',
    callednumber: 'ivrnumber',
    duration: 'callduration',
    durationseconds: 'callduration',
  },
  ...{ calldurationseconds: 'callduration', result: 'callresult', datetime: 'calldate', calltime: 'calldate' },
};

/** A column and the field that it fills; null for none. */
interface Column {
  readonly header: string;
  readonly field: string | null;
}

/**
 * The columns for posts of calls, or of other leads: those that tell of a call fill its fields in posts of calls, and are left out of all
 * others.
 */
export function columnsOfCalls<T extends Column>(columns: readonly T[], calls: boolean): readonly T[] {
  if (!calls) {
    return columns.map((one) => (CALL_FIELD_NAMES.includes(one.field ?? '') ? { ...one, field: null } : one));
  }
  const taken = new Set(columns.map(({ field }) => field));
  return columns.map((one) => {
    // Where no fields are known, a column fills the one of its own name.
    const found =
      one.field === null || one.field === one.header
        ? CALL_COLUMNS[one.header.toLowerCase().replace(/[^a-z]/g, '')]
        : undefined;
    if (found === undefined || taken.has(found)) return one;
    taken.add(found);
    return { ...one, field: found };
  });
}

/** The order of columns in VICIdial's standard lead file, which has no header. Later versions have four more columns. */
const STANDARD_ORDER = [
  ...[
    'vendor_lead_code',
    'source_id',
    'list_id',
    'phone_code',
    'phone_number',
    'title',
    'first_name',
    'middle_initial',
  ],
  ...['last_name', 'address1', 'address2', 'address3', 'city', 'state', 'province', 'postal_code', 'country_code'],
  ...['gender', 'date_of_birth', 'alt_phone', 'email', 'security_phrase', 'comments'],
  ...['called_count', 'status', 'entry_date', 'rank', 'owner'],
];
/** Empty columns at the end are often missing. */
const FEWEST = 17;
/** What a filled cell of a column looks like in this order and hardly in another. */
const LOOKS: readonly [column: number, shape: RegExp][] = [
  [2, /^\d{1,14}$/],
  [3, /^\d{1,4}$/],
  [4, /^\+?[\d().\s-]{6,18}$/],
  [7, /^\p{L}{0,2}\.?$/u],
  [16, /^\p{L}{0,3}$/u],
  [17, /^[MFU]?$/i],
  [18, /^[\d/.-]*$/],
  [19, /^[\d+().\s-]*$/],
  [20, /^[^@]*@?[^@]*$/],
];
const SHARE = 0.9;

/** The dialer's own names for the columns, if rows without a header are in the order of its standard lead file; otherwise null. */
export function standardNames(rows: readonly (readonly string[])[], width: number): readonly string[] | null {
  if (width < FEWEST || width > STANDARD_ORDER.length || rows.length === 0) return null;
  const fitting = rows.filter((cells) => LOOKS.every(([column, shape]) => shape.test(cells[column]?.trim() ?? '')));
  return fitting.length >= rows.length * SHARE ? STANDARD_ORDER : null;
}

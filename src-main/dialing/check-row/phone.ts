import { doubtOf, isNanp, plainNanp } from '../../geo/nanp.ts';
import { type ReadPhone, readDoubtful } from './phone-doubtful.ts';
import type { RowFindings } from './row.ts';

/**
 * Parses a phone in any format into calling code and digits, `phone_code` and `phone_number` of "Load Lead". A phone without a calling code
 * belongs to `home`. Everything that is changed, doubtful or unreadable is added to the row as an issue. `field` is the field the phone is
 * for.
 */
export function readPhone(value: string, home: string, field: string, row: RowFindings): ReadPhone {
  if (home === '1') {
    const number = plainNanp(value);
    if (number !== undefined) {
      if (!isNanp(number)) row.add(doubtOf(number), field, { before: value, after: number });
      return { code: '1', number };
    }
  }
  return readDoubtful(value, home, field, row, { isNanp, doubtOf });
}

import type { CallRule } from '../../src-preload/contract/index.ts';
import { PROVINCES } from '../geo/places.ts';
import { federalHolidaysOf } from './holidays.ts';

type Seed = Omit<CallRule, 'id'>;

const ALL_DAYS = [0, 1, 2, 3, 4, 5, 6];
const WEEKDAYS = [1, 2, 3, 4, 5];
const NOT_SUNDAY = [1, 2, 3, 4, 5, 6];
/** The date for a law that is older than any call. */
const LONG_AGO = '2000-01-01';
/** The number of years of holidays in the initial rules. */
const HOLIDAY_YEARS = 6;

const hour = (hours: number): number => Math.round(hours * 60);

function rule(
  place: string,
  days: number[],
  opens: number,
  closes: number,
  source: string,
  more: Partial<Seed> = {},
): Seed {
  return {
    place,
    days,
    opens: hour(opens),
    closes: hour(closes),
    attemptsPerDay: null,
    holidays: [],
    from: LONG_AGO,
    until: '',
    source,
    ...more,
  };
}

const never = (place: string, days: number[], source: string): Seed =>
  rule(place, days, 0, 0, source, { opens: null, closes: null });

/**
 * The initial rules: the federal hours, the stricter states, and Canada's. They are a starting point to check with counsel and not legal
 * advice: laws change, and many have exceptions (consent, an established business relationship, calls between businesses) that these omit,
 * so that they err on the side of not calling. Holidays are the federal ones of some years from `now`.
 */
export function seedRules(now: number): Seed[] {
  const year = new Date(now).getUTCFullYear();
  const holidays = federalHolidaysOf(year, year + HOLIDAY_YEARS);
  const al = 'Alabama Public Service Commission Telephone Rules; holidays Ala. Code § 1-3-8';
  const la = 'La. Pub. Serv. Comm’n General Order R-29617 § V(A)(2); La. R.S. 45:811';
  const ms = 'Miss. Code § 77-3-701 et seq. (Telephone Solicitation Act)';
  const pa = '73 Pa. Stat. § 2241 et seq. (Telemarketer Registration Act)';
  const ri = 'R.I. Gen. Laws §§ 5-61-2(9), 5-61-3.6';
  const sd = 'S.D. Codified Laws ch. 37-30A';
  const tx = 'Tex. Bus. & Com. Code § 301.051';
  const ut = 'Utah Code § 13-25a-103';
  const canada = 'CRTC Unsolicited Telecommunications Rules, Part III § 23';
  return [
    rule('US', ALL_DAYS, 8, 21, '47 CFR § 64.1200(c)(1) (TCPA)', { from: '1992-12-20' }),
    rule('AL', NOT_SUNDAY, 8, 20, al, { holidays }),
    never('AL', [0], al),
    rule('CT', ALL_DAYS, 9, 20, 'Conn. Gen. Stat. § 42-288a, as amended by Public Act 23-98', { from: '2023-10-01' }),
    rule('FL', ALL_DAYS, 8, 20, 'Fla. Stat. § 501.616(6)', { attemptsPerDay: 3, from: '2021-07-01' }),
    rule('KY', ALL_DAYS, 10, 21, 'Ky. Rev. Stat. § 367.46955'),
    rule('LA', NOT_SUNDAY, 8, 20, la, { holidays }),
    never('LA', [0], la),
    rule('MA', ALL_DAYS, 8, 20, 'Mass. Gen. Laws ch. 159C § 3'),
    rule('MD', ALL_DAYS, 8, 20, 'Md. Code, Com. Law § 14-4501 et seq. (Stop the Spam Calls Act of 2023)', {
      attemptsPerDay: 3,
      from: '2024-01-01',
    }),
    rule('MN', ALL_DAYS, 9, 21, 'Minn. Stat. § 325E.30'),
    rule('MS', NOT_SUNDAY, 8, 20, ms, { holidays }),
    never('MS', [0], ms),
    rule('NM', ALL_DAYS, 9, 21, 'N.M. Stat. § 57-12-22'),
    rule('NV', ALL_DAYS, 9, 20, 'Nev. Rev. Stat. ch. 599B'),
    rule('OK', ALL_DAYS, 8, 20, 'Okla. Stat. tit. 15 § 775C.4 (Telephone Solicitation Act of 2022)', {
      attemptsPerDay: 3,
      from: '2022-11-01',
    }),
    rule('PA', NOT_SUNDAY, 8, 21, pa, { holidays }),
    rule('PA', [0], 13.5, 21, pa),
    rule('RI', WEEKDAYS, 9, 18, ri, { holidays }),
    rule('RI', [6], 10, 17, ri),
    never('RI', [0], ri),
    rule('SD', NOT_SUNDAY, 9, 21, sd),
    never('SD', [0], sd),
    rule('TN', ALL_DAYS, 8, 21, 'Tenn. Comp. R. & Regs. 1220-04-11'),
    rule('TX', NOT_SUNDAY, 9, 21, tx),
    rule('TX', [0], 12, 21, tx),
    rule('UT', NOT_SUNDAY, 9, 21, ut, { holidays }),
    never('UT', [0], ut),
    rule('WA', ALL_DAYS, 8, 20, 'Wash. Rev. Code §§ 80.36.390, 19.158.110', { from: '2022-06-09' }),
    rule('WY', ALL_DAYS, 8, 20, 'Wyo. Stat. § 6-6-104, § 40-12-301 et seq.'),
    ...PROVINCES.flatMap((province) => [
      rule(province, WEEKDAYS, 9, 21.5, canada),
      rule(province, [0, 6], 10, 18, canada),
    ]),
  ];
}

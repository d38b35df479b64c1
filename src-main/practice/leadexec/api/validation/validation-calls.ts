import { milesBetween, STATES, ZIPS, type Zip, zipOf } from '../../geography/zips.ts';
import { type Call, found, Refused, type Reply, type Visit } from '../call.ts';

const ZIP_PATH = '/v1/data/validation/us/zips';

/** The account's sections on validation data: states, ZIP codes, and codes by SMS. */
export const VALIDATION_CALLS: readonly Call[] = [
  {
    // The second section with this title, which lists the states.
    title: 'Assign List Item to Client (states)',
    method: 'GET',
    path: '/v1/data/validation/states',
    changes: false,
    serve: () => ({ json: STATES.map(([abbr, name], at) => ({ StateUID: at + 1, Name: name, Abbr: abbr })) }),
  },
  {
    title: 'Get US Zip Codes by State',
    method: 'GET',
    path: `${ZIP_PATH}/state/[State]`,
    changes: false,
    serve: ({ text }) => zips((zip) => inState(zip, text('State'))),
  },
  {
    title: 'Get US Zip Codes by State and County',
    method: 'GET',
    path: `${ZIP_PATH}/state/[State]/[County]`,
    changes: false,
    serve: ({ text }) => zips((zip) => inState(zip, text('State')) && same(zip.county, text('County'))),
  },
  {
    title: 'Get US Zip Codes by FIPS',
    method: 'GET',
    path: `${ZIP_PATH}/fips/[FIPS]`,
    changes: false,
    serve: ({ text }) => zips(({ fips }) => fips === text('FIPS')),
  },
  {
    title: 'Get US Zip Codes by Radius',
    method: 'GET',
    path: `${ZIP_PATH}/[ZipCode]/radius/[Radius]`,
    query: ['InState'],
    changes: false,
    serve({ text, query }) {
      const center = found(zipOf(text('ZipCode')), 'Zip code', text('ZipCode'));
      const miles = Number(text('Radius'));
      if (!(miles >= 0)) throw new Refused(400, 'Radius must be a number of miles');
      const staysInside = /^(?:true|1)$/i.test(query.get('InState') ?? '');
      return zips((zip) => milesBetween(center, zip) <= miles && (!staysInside || zip.state === center.state));
    },
  },
  {
    title: 'Send 2FA SMS Code',
    method: 'POST',
    path: '/v1/data/validation/2fa/[phoneNumber]/send',
    changes: true,
    serve: sendCode,
  },
  {
    title: 'Verify 2FA SMS Code',
    method: 'POST',
    path: '/v1/data/validation/2fa/[phoneNumber]/verify/[code]',
    changes: true,
    serve({ text, services }) {
      const right = services.codes.get(text('phoneNumber')) === text('code');
      if (right) services.codes.delete(text('phoneNumber'));
      const message = right ? '2 factor successfully verified' : '2 factor code is not valid';
      return { json: { success: right, message } };
    },
  },
];

const same = (left: string, right: string) => left.toLowerCase() === right.trim().toLowerCase();

/** A state by its letters or its name. */
function inState({ state }: Zip, given: string): boolean {
  const [abbr = given] = STATES.find((one) => one.some((name) => same(name, given))) ?? [];
  return same(state, abbr);
}

const zips = (takes: (zip: Zip) => boolean): Reply => ({
  json: ZIPS.filter(takes).map((one) => ({
    USZipUID: one.uid,
    ZIP: one.zip,
    City: one.city,
    State: one.state,
    FIPS: one.fips,
    County: one.county,
    TimeZone: one.timeZone,
    Lat: one.lat,
    Long: one.long,
  })),
});

/** The code is new each time, and only the control interface shows it. */
function sendCode({ text, services, world }: Visit): Reply {
  const phone = text('phoneNumber');
  if (!/^\d{10,11}$/.test(phone)) return { json: { success: false, message: 'Phone number is not valid' } };
  const code = String(100_000 + ((Number(phone.slice(-6)) * 7919 + world.now) % 900_000));
  services.codes.set(phone, code);
  return { json: { success: true, message: '2 factor message has been sent' } };
}

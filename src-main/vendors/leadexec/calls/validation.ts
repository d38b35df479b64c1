import { z } from 'zod';
import * as seen from '../answer-fields.ts';
import { call } from '../call.ts';
import { readId } from '../ids.ts';
import { hiddenDigits, miles, word, yesNo } from '../parameters.ts';

/** "Provides a list of US states": the second section with the title "Assign List Item to Client". */
export const listStates = call({
  section: 'Assign List Item to Client',
  request: 'GET /v1/data/validation/states',
  effect: 'read',
  answer: {
    is: 'rows',
    of: z.looseObject({ StateUID: readId<'StateUID'>().nullish(), Name: seen.text, Abbr: seen.text }),
  },
});

/** ZIP and FIPS are text: they may begin with 0. */
const zip = z.looseObject({
  USZipUID: readId<'USZipUID'>().nullish(),
  ZIP: seen.text,
  City: seen.text,
  State: seen.text,
  FIPS: seen.text,
  County: seen.text,
  TimeZone: seen.text,
  Lat: seen.number,
  Long: seen.number,
});
const zips = { is: 'rows', of: zip } as const;

export const getUsZipCodesByState = call({
  section: 'Get US Zip Codes by State',
  request: 'GET /v1/data/validation/us/zips/state/[State]',
  parameters: { State: word },
  effect: 'read',
  answer: zips,
});

export const getUsZipCodesByStateAndCounty = call({
  section: 'Get US Zip Codes by State and County',
  request: 'GET /v1/data/validation/us/zips/state/[State]/[County]',
  parameters: { State: word, County: word },
  effect: 'read',
  answer: zips,
});

export const getUsZipCodesByFips = call({
  section: 'Get US Zip Codes by FIPS',
  request: 'GET /v1/data/validation/us/zips/fips/[FIPS]',
  parameters: { FIPS: word },
  effect: 'read',
  answer: zips,
});

/** The example's content type is a mistake: there is no body, and no content type is sent. */
export const getUsZipCodesByRadius = call({
  section: 'Get US Zip Codes by Radius',
  request: 'GET /v1/data/validation/us/zips/[ZipCode]/radius/[Radius]',
  parameters: { ZipCode: word, Radius: miles },
  query: { InState: yesNo },
  effect: 'read',
  contentType: false,
  answer: zips,
});

const message = { is: 'result', success: 'success', words: ['message'] } as const;
const result = z.looseObject({ success: seen.flag, message: seen.text });

export const send2faSmsCode = call({
  section: 'Send 2FA SMS Code',
  request: 'POST /v1/data/validation/2fa/[phoneNumber]/send',
  parameters: { phoneNumber: hiddenDigits },
  answer: { ...message, of: result },
});

export const verify2faSmsCode = call({
  section: 'Verify 2FA SMS Code',
  request: 'POST /v1/data/validation/2fa/[phoneNumber]/verify/[code]',
  parameters: { phoneNumber: hiddenDigits, code: hiddenDigits },
  answer: { ...message, of: result },
});

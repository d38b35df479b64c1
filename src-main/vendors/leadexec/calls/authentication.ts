import { z } from 'zod';
import * as seen from '../answer-fields.ts';
import { call } from '../call.ts';

/** The only call without a token. `error` is part of the successful form, because it may be returned with status 200. */
export const authentication = call({
  section: 'Authentication',
  request: 'POST /v1/authorization/token',
  effect: 'read',
  open: true,
  body: z.strictObject({
    client_id: z.string().min(1),
    client_secret: z.string().min(1),
    grant_type: z.literal('client_credentials'),
  }),
  answer: {
    is: 'one',
    of: z.looseObject({
      access_token: seen.text,
      token_type: seen.text,
      /** Seconds. */
      expires_in: seen.number,
      error: seen.text,
    }),
  },
});

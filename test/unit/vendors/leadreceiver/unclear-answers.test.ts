import { describe, expect, it } from 'vitest';
import { readPostAnswer } from '../../../../src-main/vendors/leadreceiver/reading/answers.ts';

const TAKEN = '{"isValidPost":true,"ResponseType":"No_Error","PostID":"1","LeadIdentifier":7}';
const answer = (status: number, body: string, location?: string) => ({
  ...{ status, body, contentType: 'application/json', retryAfter: '' },
  ...(location === undefined ? {} : { location }),
});

describe('what may not count as accepted', () => {
  it('a redirect of a post that is not answered by one', () => {
    expect(readPostAnswer(answer(302, '', 'https://login.example.com/'), 1)).toMatchObject([{ is: 'unknown' }]);
    expect(readPostAnswer(answer(302, TAKEN, 'https://login.example.com/'), 1)).toMatchObject([{ is: 'unknown' }]);
  });

  it('a redirect to the buyer that has no https address', () => {
    for (const to of ['http://buyer.example.com/', '/signin', undefined]) {
      expect(readPostAnswer(answer(302, '', to), 1, [], true), String(to)).toMatchObject([{ is: 'unknown' }]);
    }
    const https = readPostAnswer(answer(302, '', 'https://buyer.example.com/a'), 1, [], true);
    expect(https).toMatchObject([{ is: 'accepted', redirectUrl: 'https://buyer.example.com/a' }]);
  });

  it('an acceptance that comes with an error of HTTP', () => {
    for (const status of [400, 404, 500, 503]) {
      expect(readPostAnswer(answer(status, TAKEN), 1), String(status)).toMatchObject([{ is: 'unknown' }]);
    }
    expect(readPostAnswer(answer(200, TAKEN), 1)).toMatchObject([{ is: 'accepted', leadId: '7' }]);
  });
});

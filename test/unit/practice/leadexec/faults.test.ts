import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { FAULT_KINDS, type Fault, type FaultKind } from '../../../../src-main/practice/leadexec/faults.ts';
import type { PracticeLeadExec } from '../../../../src-main/practice/leadexec/start-practice-leadexec.ts';
import { servesFirst } from '../../../../src-main/practice/leadexec/strike.ts';
import { bodyOf, FIRST_LEAD, general, LEAD, leadexec, person, post, status } from './support.ts';

/** What a caller sees of one post: the bytes of the answers on its connection until that ends, or why there are none. */
async function seen(vendor: PracticeLeadExec, whole: (so: string) => boolean, asked = 'json'): Promise<string> {
  const socket = connect(vendor.port, '127.0.0.1');
  const body = bodyOf('json', {});
  socket.write(
    `POST /processor/insert/general/${asked} HTTP/1.1\r\nhost: 127.0.0.1:${vendor.port}\r\nconnection: keep-alive\r\n` +
      `content-type: application/json\r\nauthorization: Bearer seen-token\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  let so = '';
  socket.on('data', (more: Buffer) => {
    so += more.toString();
    if (whole(so)) socket.destroy();
  });
  return await new Promise((resolve) => {
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
    socket.on('close', () => resolve(so));
  });
}

const endsAs = (tail: RegExp) => (so: string) => tail.test(so);
const BODY_ENDS = /\r\n\r\n[\s\S]*[}>\n]$/;
/** Each fault: what the caller sees, and how many leads were taken. */
const CASES: Readonly<Record<FaultKind, readonly [(so: string) => boolean, RegExp, number]>> = {
  slow: [endsAs(/StatusURL":"[^"]+"}$/), /"isValidPost":true/, 1],
  'http500-empty': [endsAs(/\r\n\r\n$/), /^HTTP\/1\.1 500 /, 0],
  'http500-accepted': [endsAs(/}$/), /^HTTP\/1\.1 500 [\s\S]*"isValidPost":true/, 1],
  'html-accepted': [endsAs(/<\/html>\n$/), /text\/html[\s\S]*<pre>{"PostID"[\s\S]*"isValidPost":true/, 1],
  'cut-before-reading': [() => false, /^ECONNRESET$/, 0],
  'cut-mid-answer': [() => false, /"PostID":"[^}]*$/, 1],
  'stall-mid-answer': [endsAs(/"PostID":"[^}]+$/), /"PostID":"[^}]*$/, 1],
  truncated: [endsAs(/"PostID":"[^}]+$/), /"PostID":"[^}]*$/, 1],
  'answer-twice': [(so) => so.split('StatusURL":"http').length === 3 && so.endsWith('}'), /}HTTP\/1\.1 200 OK/, 1],
  'body-twice': [(so) => so.split('StatusURL":"http').length === 3 && so.endsWith('}'), /}{"PostID"/, 1],
  'answer-lost-hang': [() => false, /^$/, 1],
  'answer-lost-reset': [() => false, /^ECONNRESET$/, 1],
  hang: [() => false, /^$/, 0],
  'html-page': [endsAs(BODY_ENDS), /^HTTP\/1\.1 200 [\s\S]*We will be back shortly/, 0],
  redirect: [endsAs(BODY_ENDS), /^HTTP\/1\.1 302 [\s\S]*location: http:\/\/127\.0\.0\.2/i, 0],
  http429: [endsAs(/Requests$/), /^HTTP\/1\.1 429 /, 0],
  http503: [endsAs(/Unavailable$/), /^HTTP\/1\.1 503 [\s\S]*retry-after: 7/i, 0],
  'token-refused': [endsAs(BODY_ENDS), /^HTTP\/1\.1 401 [\s\S]*Bearer seen-token/, 0],
  'ip-not-allowed': [endsAs(BODY_ENDS), /^HTTP\/1\.1 403 /, 0],
  'database-error': [endsAs(BODY_ENDS), /^HTTP\/1\.1 500 [\s\S]*Timeout Expired/, 0],
  'password-refused': [endsAs(BODY_ENDS), /"ResponseType":4,"ResponseDetails":"Password is invalid: practice"/, 0],
  'account-disabled': [endsAs(BODY_ENDS), /"ResponseType":7/, 0],
  'data-errors': [endsAs(BODY_ENDS), /"ResponseType":9/, 0],
  'outside-criteria': [endsAs(BODY_ENDS), /"ResponseType":5/, 0],
  'over-max': [endsAs(BODY_ENDS), /"ResponseType":8/, 0],
  duplicate: [endsAs(BODY_ENDS), /"ResponseType":6,"ResponseDetails":"Duplicate Lead, 12345678/, 0],
  'unknown-type': [endsAs(BODY_ENDS), /"ResponseType":42,/, 0],
};

describe('each fault', () => {
  it.each(FAULT_KINDS)('%s', async (kind) => {
    const waited: number[] = [];
    const wait = async (ms: number) => void waited.push(ms);
    const vendor = await leadexec({ faults: [{ kind, retryAfter: 7, ms: 250 }], wait });
    const [whole, sees, taken] = CASES[kind];
    const answer = seen(vendor, whole);
    if (kind === 'hang' || kind === 'answer-lost-hang') {
      await vendor.admin.untilRequests(1);
      if (taken > 0) await vendor.admin.untilTaken(taken);
      await vendor.close();
      expect(await answer).toMatch(/^(?:ECONNRESET)?$/);
      return;
    }
    expect(await answer).toMatch(sees);
    expect(vendor.admin.count()).toBe(taken);
    expect(waited).toEqual(kind === 'slow' ? [250] : []);
    expect(vendor.admin.requests().map(({ fault }) => fault)).toEqual([kind === 'slow' ? undefined : kind]);
  });

  it('a hanging post was taken, or was not', async () => {
    for (const [kind, taken] of [
      ['hang', 0],
      ['answer-lost-hang', 1],
    ] as const) {
      const vendor = await leadexec({ faults: [{ kind, times: 1 }] });
      const hanging = seen(vendor, () => false);
      await vendor.admin.untilRequests(1);
      // Its own post is served after it: whatever the first did is done by then.
      await general(vendor, { leads: [person(1)] });
      expect(vendor.admin.count()).toBe(taken + 1);
      await vendor.close();
      await hanging;
    }
  });
});

describe('when faults strike', () => {
  const accepted = async (vendor: PracticeLeadExec, n: number) => {
    const reply = await post(vendor, '/processor/insert/general/json', 'json', { leads: [person(n)] });
    return reply.status === 200 && (JSON.parse(reply.text) as { isValidPost: boolean }).isValidPost;
  };

  it('each n-th, so often, with some text in the body, at some address', async () => {
    const vendor = await leadexec();
    const posts = async (faults: Fault[], from: number) => {
      vendor.admin.setFaults(faults);
      const all: boolean[] = [];
      for (let n = from; n < from + 4; n++) all.push(await accepted(vendor, n));
      return all;
    };
    expect(await posts([{ kind: 'http503', every: 2 }], 0)).toEqual([true, false, true, false]);
    expect(await posts([{ kind: 'data-errors', times: 1, after: 1 }], 10)).toEqual([true, false, true, true]);
    expect(await posts([{ kind: 'http500-empty', body: 'person22@' }], 20)).toEqual([true, true, false, true]);
    expect(await posts([{ kind: 'http500-empty', path: '/information/' }], 30)).toEqual([true, true, true, true]);
    const { postId } = vendor.admin.ledger().at(-1) ?? { postId: '' };
    expect((await fetch(`${vendor.url}/information/status/${postId}`)).status).toBe(500);
  });

  it('refusals of leads mean nothing to a status, and a lead can be taken all the same', async () => {
    const vendor = await leadexec({ faults: [{ kind: 'duplicate', takeFirst: true }] });
    expect(await general(vendor)).toMatchObject({ isValidPost: false, ResponseType: 6 });
    expect(vendor.admin.count()).toBe(1);
    const { postId } = vendor.admin.ledger()[0] ?? { postId: '' };
    expect(await status(vendor, postId)).toMatchObject({ IsValid: true, LeadIdentifier: FIRST_LEAD });
  });

  it('refusals of leads count posts alone', async () => {
    const vendor = await leadexec({ faults: [{ kind: 'duplicate', every: 2 }] });
    const { PostID } = await general(vendor, { leads: [person(1)] });
    await status(vendor, PostID);
    expect(await general(vendor, { leads: [person(2)] })).toMatchObject({ isValidPost: false });
  });

  it('the same seed gives the same faults', async () => {
    const run = async (seed: number) => {
      const vendor = await leadexec({ faults: [{ kind: 'http503', rate: 0.5 }], seed });
      const all: boolean[] = [];
      for (let n = 0; n < 12; n++) all.push(await accepted(vendor, n));
      return all;
    };
    expect(await run(3)).toEqual(await run(3));
    expect(await run(3)).not.toEqual(await run(4));
  });
});

it('through a network that does everything wrong, the ledger has what was taken, each lead once', async () => {
  const everything = FAULT_KINDS.filter(
    (kind) => !['slow', 'hang', 'answer-lost-hang', 'stall-mid-answer'].includes(kind),
  );
  const vendor = await leadexec({ faults: everything.map((kind) => ({ kind, rate: 0.05 })), seed: 7 });
  const told: string[] = [];
  for (let n = 0; n < 300; n++) {
    const leads = [person(n)];
    const properties = { reference: `row ${n}` };
    const reply = await post(vendor, '/processor/insert/general/json', 'json', { leads, properties }).catch(() => null);
    if (reply?.status === 200 && reply.text.includes('"isValidPost":true')) told.push(`row ${n}`);
  }
  const taken = vendor.admin.ledger().flatMap(({ reference, state }) => (state === 'accepted' ? [reference] : []));
  expect(vendor.admin.takenTwice()).toEqual(new Map());
  expect(taken).toEqual(expect.arrayContaining(told));
  expect(taken, 'taken, and the caller was not told').not.toHaveLength(told.length);
  expect(taken).toHaveLength(vendor.admin.count());
  const after = vendor.admin
    .requests()
    .filter(({ fault }) => fault === undefined || servesFirst({ kind: fault as FaultKind }));
  expect(taken).toHaveLength(after.length);
});

describe('two posts of one lead at once', () => {
  it('both get in when the check and the taking are apart', async () => {
    const gaps: (() => void)[] = [];
    const wait = () =>
      new Promise<void>((resolve) => {
        gaps.push(resolve);
        if (gaps.length === 2) for (const go of gaps) go();
      });
    const vendor = await leadexec({ behaviour: { duplicateGapMs: 5 }, wait });
    const both = await Promise.all([general(vendor), general(vendor)]);
    expect(both.map(({ isValidPost }) => isValidPost)).toEqual([true, true]);
    expect(vendor.admin.ledger().filter(({ fields }) => fields.Email === LEAD.Email)).toHaveLength(2);
  });
});

it('tells on which connection a request came, so that a fresh one for each can be proved', async () => {
  const vendor = await leadexec();
  const body = bodyOf('json', {});
  const request = (close: boolean) =>
    `POST /processor/insert/general/json HTTP/1.1\r\nhost: 127.0.0.1:${vendor.port}\r\ncontent-type: application/json\r\n` +
    `content-length: ${body.length}\r\n${close ? 'connection: close\r\n' : ''}\r\n${body}`;
  const socket = connect(vendor.port, '127.0.0.1');
  socket.write(request(false) + request(true));
  await text(socket);
  await general(vendor);
  const [first, second, third] = vendor.admin.requests();
  expect([first?.onConnection, second?.onConnection]).toEqual([1, 2]);
  expect(second?.connection).toBe(first?.connection);
  expect(third).toMatchObject({ onConnection: 1 });
  expect(third?.connection).not.toBe(first?.connection);
});

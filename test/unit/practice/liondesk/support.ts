import { onTestFinished } from 'vitest';
import {
  type PracticeDesk,
  type PracticeDeskOptions,
  startPracticeDesk,
} from '../../../../src-main/practice/liondesk/start-practice-desk.ts';
import type { DeskLead, DeskOffer } from '../../../../src-main/practice/liondesk/world.ts';

export const START = Date.UTC(2026, 10, 21, 12);
export const MINUTE = 60_000;
export const TOKEN = 'token-of-practice';

export interface Refusal {
  readonly name: string;
  readonly message: string;
  readonly code: number;
}

export interface TestPractice {
  readonly desk: PracticeDesk;
  /** ms since 1970. */
  now: number;
  /** Sends with a user's token (5 unless told otherwise) and gives status and answer. */
  call<T>(method: string, path: string, body?: unknown, user?: number): Promise<{ status: number; body: T }>;
  /** All offers that a user gets. */
  offers(query?: string, user?: number): Promise<DeskOffer[]>;
  lead(id: number, user?: number): Promise<DeskLead>;
  close(): Promise<void>;
}

/** A practice desk with a clock of the test's own. */
export async function practice(options: Partial<PracticeDeskOptions> = {}, now = START): Promise<TestPractice> {
  let open = true;
  const clock = { now };
  const test: TestPractice = {
    get now() {
      return clock.now;
    },
    set now(at) {
      clock.now = at;
    },
    desk: await startPracticeDesk({ token: TOKEN, leads: 0, ...options, clock: () => clock.now }),
    async call<T>(method: string, path: string, body?: unknown, user = 5) {
      const answer = await fetch(test.desk.url + path, {
        method,
        headers: { authorization: `Bearer ${test.desk.tokenOf(user)}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: (await answer.json()) as T };
    },
    async offers(query = '', user = 5) {
      const page = await test.call<{ data: DeskOffer[] }>(
        'GET',
        `/leads/all/offers?$limit=1000&${query}`,
        undefined,
        user,
      );
      return page.body.data;
    },
    lead: async (id, user = 5) => (await test.call<DeskLead>('GET', `/leads/${id}`, undefined, user)).body,
    async close() {
      if (open) await test.desk.close();
      open = false;
    },
  };
  onTestFinished(() => test.close());
  return test;
}

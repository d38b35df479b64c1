import { afterEach } from 'vitest';
import {
  type PracticeDialer,
  type PracticeDialerOptions,
  startPracticeDialer,
} from '../../../../src-main/practice/dialer/start-practice-dialer.ts';

const running: PracticeDialer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((dialer) => dialer.close()));
});

/** A dialer on a free port that is closed after the test. */
export async function dialer(options: PracticeDialerOptions = {}): Promise<PracticeDialer> {
  const started = await startPracticeDialer(options);
  running.push(started);
  return started;
}

/** Something to wait at: those who come wait for each other until so many are there. */
export function gate(together: number): (ms: number) => Promise<void> {
  const waiting: (() => void)[] = [];
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === together) for (const go of waiting.splice(0)) go();
    });
}

/** What every post carries unless told otherwise. */
export const USUAL = {
  user: 'practice',
  pass: 'practice',
  function: 'add_lead',
  source: 'test',
  phone_number: '7275551111',
  phone_code: '1',
  list_id: '101',
  campaing: 'PRACTICE',
};

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** Posts a form with plain fetch and reads the answer. An undefined parameter is left out. */
export async function post(
  to: PracticeDialer,
  params: Readonly<Record<string, string | undefined>> = {},
  signal?: AbortSignal,
): Promise<Reply> {
  const all = Object.entries({ ...USUAL, ...params }).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  const response = await fetch(to.url, {
    method: 'POST',
    body: new URLSearchParams(all),
    redirect: 'manual',
    ...(signal === undefined ? {} : { signal }),
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** Posts and returns the lines of the answer. */
export async function lines(
  to: PracticeDialer,
  params?: Readonly<Record<string, string | undefined>>,
): Promise<string[]> {
  return (await post(to, params)).text.trimEnd().split('\n');
}

/** The first id that a fresh dialer gives. */
export const FIRST = 193_715;

/** A summer's day, 16:00 UTC: noon in New York. */
export const SUMMER_NOON = Date.UTC(2026, 6, 15, 16, 0, 0);
export const WINTER_NOON = Date.UTC(2026, 0, 15, 17, 0, 0);
export const DAY = 86_400_000;

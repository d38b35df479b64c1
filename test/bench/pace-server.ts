import { setTimeout as waitFor } from 'node:timers/promises';
import { startPracticeDialer } from '../../src-main/practice/dialer/start-practice-dialer.ts';

/** How the dialer answers from now on. */
export interface ServerPace {
  /** Milliseconds a request takes. */
  readonly ms: number;
  /** Requests it works on at once, the others wait; 0: all. */
  readonly workers: number;
}

/** The practice dialer as a process of its own, with a number of workers that can be changed while it runs. */
let workers = 0;
let working = 0;
const waiting: (() => void)[] = [];

const admit = () => {
  while (waiting.length > 0 && (workers === 0 || working < workers)) {
    working++;
    waiting.shift()?.();
  }
};
const dialer = await startPracticeDialer({
  wait: async (ms) => {
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      admit();
    });
    await waitFor(ms);
    working--;
    admit();
  },
});
process.on('message', (pace: ServerPace) => {
  workers = pace.workers;
  dialer.admin.setBehaviour({ latencyMs: pace.ms });
  admit();
});
process.send?.(dialer.url);

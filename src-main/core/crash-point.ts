import type { ClaimPoint } from '../offers/claims/ports.ts';
import type { CrashPoint } from '../queue/runner.ts';

/**
 * Kills the process at a named point of the queue or of a claim, for tests of what is then on disk: `TRUNKLINE_CRASH_AT=point` or `point:n`
 * for the n-th time it is reached. Without the variable it does nothing.
 */
export function crashPointFrom(env: NodeJS.ProcessEnv): ((point: CrashPoint | ClaimPoint) => void) | null {
  const wanted = env.TRUNKLINE_CRASH_AT;
  if (wanted === undefined || wanted === '') return null;
  const [name, count = '1'] = wanted.split(':');
  let left = Number(count);
  return (point) => {
    if (point !== name) return;
    left--;
    if (left <= 0) process.kill(process.pid, 'SIGKILL');
  };
}

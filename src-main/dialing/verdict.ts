import { type Issue, verdicts } from '../../src-preload/contract/index.ts';
import { DO_NOT_CALL_ISSUES } from '../../src-preload/rules/issues.ts';

/** The verdict on a row with these issues: the most severe decides. The operator's decision is applied later. */
export function verdictOf(issues: readonly Issue[]): number {
  let verdict: number = verdicts.send;
  for (const { code, severity } of issues) {
    if (severity !== 'error') continue;
    if (DO_NOT_CALL_ISSUES.has(code)) return verdicts['do-not-call'];
    if (code === 'duplicate-in-file') {
      if (verdict === verdicts.send) verdict = verdicts['duplicate-in-file'];
    } else if (code === 'duplicate-earlier') {
      if (verdict !== verdicts.error) verdict = verdicts['duplicate-earlier'];
    } else verdict = verdicts.error;
  }
  return verdict;
}

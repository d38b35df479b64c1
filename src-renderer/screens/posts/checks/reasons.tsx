import { CircleAlert, TriangleAlert } from 'lucide-react';
import { overruled, type PostCheck } from '../../../../src-preload/contract/index.ts';
import { overrule, usePosting } from '../../../state/posting.ts';
import { Checkbox } from '../../../ui/inputs.tsx';
import styles from '../posts.module.css';

/** The text of the operator's decision, by reason. */
const ANYWAY: Readonly<Record<string, string>> = {
  'do-not-call': 'Post them although they are on the list',
  'posted-and-open': 'Post them again',
  'duplicate-in-file': 'Post all of them, not only the first',
  validation: 'Post values that don’t match',
  'not-in-values': 'Post values that aren’t allowed',
};

/** All findings, each with its number, and the operator's decision on it. */
export function Reasons({ check }: { readonly check: PostCheck }) {
  const { sendAnyway, leaveOutPosted, busy } = usePosting();
  const codes = new Set(check.reasons.map(({ code }) => code));
  const shown = [
    ...check.reasons,
    // A reason that is decided stays visible, so that the decision can be changed.
    ...sendAnyway.filter((code) => !codes.has(code) && code !== 'same-file').map((code) => ({ code })),
  ];
  const posted = check.reasons.find(({ code }) => code === 'posted-before');
  if (shown.length === 0)
    return <p>{check.rows === 1 ? 'Nothing is wrong with it.' : 'Nothing is wrong with them.'}</p>;
  return (
    <ul className={styles.reasons} aria-label="What was found">
      {shown.map((one) => {
        const code = overruled.safeParse(one.code);
        const words = code.success ? ANYWAY[code.data] : undefined;
        const isError = 'severity' in one && one.severity === 'error';
        return (
          // The key is not the severity: a reason keeps its place and focus when it is decided.
          <li key={`${one.code} ${'field' in one ? one.field : ''}`} className={styles.reason}>
            <span className={styles.words}>
              {isError ? (
                <CircleAlert size={16} aria-hidden="true" className={styles.error} />
              ) : (
                <TriangleAlert size={16} aria-hidden="true" className={styles.warning} />
              )}
              {'sentence' in one ? one.sentence : 'Posted anyway'}
              <span className={styles.soft}>{isError ? 'left out' : 'only a warning'}</span>
            </span>
            {code.success && words !== undefined && (
              <Checkbox
                label={words}
                disabled={busy === 'posting'}
                checked={sendAnyway.includes(code.data)}
                onChange={(anyway) => overrule(code.data, anyway)}
              />
            )}
            {one === posted && (
              <Checkbox
                label="Leave them out"
                disabled={busy === 'posting'}
                checked={leaveOutPosted}
                onChange={(to) => usePosting.setState({ leaveOutPosted: to })}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

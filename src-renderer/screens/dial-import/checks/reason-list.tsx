import { CircleX, PencilLine, TriangleAlert } from 'lucide-react';
import { Link } from 'wouter';
import type { ImportDetail, IssueSeverity, ReasonCount, Verdict } from '../../../../src-preload/contract/index.ts';
import { capital } from '../../../../src-preload/rules/capital.ts';
import { importAt } from '../../../state/addresses.ts';
import { cx } from '../../../ui/cx.ts';
import { formatNumber } from '../../../ui/format.ts';
import { Skeleton } from '../../../ui/notes.tsx';
import { toneClass } from '../../../ui/tone.ts';
import styles from './reason-list.module.css';
import { VERDICT_LOOKS, VERDICT_ORDER } from './verdict-look.ts';

const SEVERITIES = [
  { severity: 'error', title: 'Why rows are left out', icon: CircleX, tone: 'bad' },
  { severity: 'change', title: 'Changed before sending', icon: PencilLine, tone: 'busy' },
  { severity: 'warning', title: 'Sent with a warning', icon: TriangleAlert, tone: 'warn' },
] as const satisfies readonly { severity: IssueSeverity; title: string; icon: unknown; tone: string }[];

interface ReasonListProps {
  readonly detail: ImportDetail;
  readonly reasons: readonly ReasonCount[] | null;
  readonly reasonId: number | null;
  readonly verdict: Verdict | null;
}

/** The text of a reason without its number, which is shown beside it. */
function withoutCount(sentence: string): string {
  return capital(sentence.slice(sentence.indexOf(': ') + 2));
}

/** The rows by verdict, and the reasons by severity; each shows its rows. */
export function ReasonList({ detail, reasons, reasonId, verdict }: ReasonListProps) {
  const at = importAt(detail.id, 'checks');
  return (
    <nav aria-label="Rows by reason" className={styles.list}>
      <ul>
        <Line href={at} here={reasonId === null && verdict === null} rows={detail.rows.total} words="All rows" />
        {VERDICT_ORDER.filter((v) => v === 'send' || detail.rows[v] > 0).map((v) => {
          const { icon: Icon, tone, word } = VERDICT_LOOKS[v];
          return (
            <Line
              key={v}
              href={`${at}?verdict=${v}`}
              here={reasonId === null && verdict === v}
              rows={detail.rows[v]}
              words={word}
              icon={<Icon size={14} aria-hidden="true" className={cx(styles.icon, toneClass(tone))} />}
            />
          );
        })}
      </ul>
      {reasons === null ? (
        <div className={styles.loading}>
          <Skeleton lines={4} />
        </div>
      ) : (
        SEVERITIES.map(({ severity, title, icon: Icon, tone }) => {
          const here = reasons.filter((r) => r.severity === severity);
          if (here.length === 0) return null;
          return (
            <section key={severity} aria-label={title}>
              <h2 className={cx(styles.heading, toneClass(tone))}>
                <Icon size={14} aria-hidden="true" className={styles.icon} />
                {title}
              </h2>
              <ul>
                {here.map((r) => (
                  <Line
                    key={r.id}
                    href={`${at}?reason=${r.id}`}
                    here={reasonId === r.id}
                    rows={r.rows}
                    words={withoutCount(r.sentence)}
                  />
                ))}
              </ul>
            </section>
          );
        })
      )}
    </nav>
  );
}

interface LineProps {
  readonly href: string;
  readonly here: boolean;
  readonly rows: number;
  readonly words: string;
  readonly icon?: React.ReactNode;
}

function Line({ href, here, rows, words, icon }: LineProps) {
  return (
    <li>
      <Link href={href} className={styles.line} aria-current={here ? 'true' : undefined}>
        {icon}
        <span className={styles.words}>{words}</span>
        <span className={styles.rows}>{formatNumber(rows)}</span>
      </Link>
    </li>
  );
}

import { FileX2, Hourglass } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ImportDetail } from '../../../../src-preload/contract/index.ts';
import { deliveriesAt, importAt } from '../../../state/addresses.ts';
import { formatNumber, formatShare } from '../../../ui/format.ts';
import { Badge } from '../../../ui/state-badge.tsx';
import { JOB_STATE_ORDER, lookOfState } from '../../../ui/states.ts';
import { VERDICT_LOOKS, VERDICT_ORDER } from '../checks/verdict-look.ts';
import { leftOut, notQueued } from '../import-look.ts';
import styles from './state-table.module.css';

/** Every row of the file by result; the numbers add up to the number of rows. */
export function StateTable({ detail }: { readonly detail: ImportDetail }) {
  const { id, jobs, rows } = detail;
  const waiting = notQueued(detail);
  const out = VERDICT_ORDER.filter((v) => v !== 'send' && rows[v] > 0);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Results</th>
          <th scope="col">Rows</th>
          <th scope="col">Share</th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody>
        {JOB_STATE_ORDER.filter((s) => jobs[s] > 0).map((state) => (
          <Line
            key={state}
            look={<Badge look={lookOfState(state, jobs)} />}
            href={deliveriesAt({ importId: id, state })}
            rows={jobs[state]}
            total={rows.total}
            meaning={lookOfState(state, jobs).meaning}
          />
        ))}
        {waiting > 0 && (
          <Line
            look={<Badge look={{ word: 'Not queued yet', icon: Hourglass, tone: 'calm' }} />}
            rows={waiting}
            total={rows.total}
            meaning="Being added to the queue."
          />
        )}
        {leftOut(detail) > 0 && (
          <Line
            look={<Badge look={{ word: 'Left out', icon: FileX2, tone: 'idle' }} />}
            rows={leftOut(detail)}
            total={rows.total}
            meaning={out.map((v, i) => (
              <span key={v}>
                {i > 0 && ' · '}
                <Link href={`${importAt(id, 'checks')}?verdict=${v}`}>
                  {formatNumber(rows[v])} {VERDICT_LOOKS[v].word.toLowerCase()}
                </Link>
              </span>
            ))}
          />
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Rows in the file</th>
          <td>{formatNumber(rows.total)}</td>
          <td />
          <td>
            <Link href={deliveriesAt({ importId: id })}>Show all in Deliveries</Link>
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

interface LineProps {
  readonly look: ReactNode;
  readonly href?: string;
  readonly rows: number;
  readonly total: number;
  readonly meaning: ReactNode;
}

function Line({ look, href, rows, total, meaning }: LineProps) {
  return (
    <tr>
      <th scope="row">{look}</th>
      <td>{href === undefined ? formatNumber(rows) : <Link href={href}>{formatNumber(rows)}</Link>}</td>
      <td>{formatShare(rows, total)}</td>
      <td>{meaning}</td>
    </tr>
  );
}

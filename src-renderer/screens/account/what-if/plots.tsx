import type { WhatIfResult } from '../../../../src-preload/contract/index.ts';
import { formatMoney } from '../../../features/receiver/receiver-words.ts';
import { BarLegend, type BarLook, ColumnBars } from '../../../ui/bars.tsx';
import { cx } from '../../../ui/cx.ts';
import styles from './what-if.module.css';

const BEFORE: BarLook = { label: 'Before', tone: 'calm', filling: 'hatched' };
const AFTER: BarLook = { label: 'After', tone: 'busy', filling: 'solid' };

const DAYS_SHOWN = 31;
const CLIENTS_SHOWN = 6;
/** The most labels below the bars. */
const MARKS_SHOWN = 16;

interface Pair {
  readonly key: string;
  readonly label: string;
  /** The label below its bars. */
  readonly mark: string;
  readonly before: number;
  readonly after: number;
}

const monthDay = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });

/** The label of a day below its bars, with the month if it fits. */
const markOf = (day: string, days: number): string => (days > 7 ? String(Number(day.slice(8))) : shortDay(day));

const shortDay = (day: string): string => monthDay.format(Date.parse(`${day}T00:00:00Z`));

/** Revenue by day, before and after side by side. */
export function DaysPlot({ result: { byDay } }: { readonly result: WhatIfResult }) {
  const days = byDay.slice(-DAYS_SHOWN);
  const every = Math.ceil(days.length / MARKS_SHOWN);
  const pairs = days.map(({ day, before, after }, at) => ({
    ...{ key: day, label: day, mark: at % every === 0 ? markOf(day, days.length) : '' },
    ...{ before: before.revenue, after: after.revenue },
  }));
  const [first, last] = [days[0]?.day, days.at(-1)?.day];
  // The labels of many days have no month.
  const span =
    first === undefined || last === undefined || days.length <= 7 ? '' : `, ${shortDay(first)} to ${shortDay(last)}`;
  return <Pairs title={`Revenue by day${span}`} pairs={pairs} />;
}

/** Revenue of the clients with the highest revenue, before and after side by side. */
export function ClientsPlot({ result: { byClient } }: { readonly result: WhatIfResult }) {
  const clients = byClient.slice(0, CLIENTS_SHOWN);
  const pairs = clients.map(({ id, name, before, after }) => ({
    ...{ key: String(id), label: name, mark: name, before: before.revenue, after: after.revenue },
  }));
  const some = byClient.length > clients.length;
  return <Pairs title={some ? `Revenue by client, the highest ${CLIENTS_SHOWN}` : 'Revenue by client'} pairs={pairs} />;
}

function Pairs({ title, pairs }: { readonly title: string; readonly pairs: readonly Pair[] }) {
  const words = pairs.map(
    ({ label, before, after }) => `${label}: ${formatMoney(before)} before, ${formatMoney(after)} after`,
  );
  const isShort = pairs.every(({ mark }) => mark.length <= 6);
  return (
    <figure className={styles.plot} style={{ maxWidth: Math.max(400, 56 + pairs.length * 160) }}>
      <figcaption className={styles.plotHead}>
        <h2>{title}</h2>
        <BarLegend looks={[BEFORE, AFTER]} />
      </figcaption>
      {/* The numbers are in the table below and in the label, for people who can't see the plot. */}
      <ColumnBars
        inPairs
        label={`${title}, in dollars. ${words.join('; ')}`}
        columns={pairs.flatMap(({ key, label, before, after }) => [
          { key: `${key} before`, label, parts: [{ look: BEFORE, value: Math.round(before) }] },
          { key: `${key} after`, label, parts: [{ look: AFTER, value: Math.round(after) }] },
        ])}
      />
      <div className={cx(styles.marks, isShort && styles.shortMarks)} aria-hidden="true">
        {pairs.map(({ key, mark }) => (
          <span key={key} title={mark}>
            {mark}
          </span>
        ))}
      </div>
    </figure>
  );
}

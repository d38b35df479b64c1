import { useLayoutEffect, useRef } from 'react';
import type { MoneyReport } from '../../../../src-preload/contract/index.ts';
import { type BarLook, ColumnBars } from '../../../ui/bars.tsx';
import { formatNumber, formatShare } from '../../../ui/format.ts';
import type { Action } from '../../../ui/keys.ts';
import { PlotTable } from '../../../ui/plot-table.tsx';
import { Scrolling } from '../../../ui/scrolling.tsx';
import { Section } from '../../../ui/section.tsx';
import { dayGroups, groupWord } from './day-groups.ts';
import styles from './money.module.css';
import { wholeDollars } from './money-words.ts';

const REVENUE: BarLook = { label: 'Revenue', tone: 'busy', filling: 'solid' };
const DAY_MS = 86_400_000;
/** The width of a bar with its numbers, px. */
const BAR_PX = 52;

/** Revenue over the days of the range, with the numbers below each bar. */
export function DaysPlot({ report, save }: { readonly report: MoneyReport; readonly save: Action }) {
  const { byDay, from, until } = report;
  const groups = dayGroups(byDay, from, until);
  const word = groupWord((Date.parse(until) - Date.parse(from)) / DAY_MS + 1);
  const inner = useRef<HTMLDivElement>(null);
  const { length } = groups;
  // If not all bars fit, the plot is scrolled to the newest days, which matter most.
  useLayoutEffect(() => {
    const room = inner.current?.parentElement;
    if (room && length > 0) room.scrollLeft = room.scrollWidth;
  }, [length]);
  const words = groups.map(({ name, revenue }) => `${name}: ${wholeDollars(revenue)}`);
  return (
    <Section title={`Revenue by ${word}`} save={save}>
      <Scrolling label={`Revenue by ${word}, as bars and numbers`} className={styles.sideways}>
        <div ref={inner} style={{ minWidth: 64 + groups.length * BAR_PX }}>
          <ColumnBars
            label={`Revenue by ${word}, in dollars. ${words.join('; ')}`}
            columns={groups.map(({ key, name, revenue }) => ({
              ...{ key, label: name },
              parts: [{ look: REVENUE, value: Math.round(revenue) }],
            }))}
          />
          <PlotTable
            caption={`Revenue and leads by ${word}`}
            corner={word === 'day' ? 'Day' : word === 'week' ? 'Week of' : 'Month'}
            heads={groups}
            lines={[
              { label: 'Revenue', cells: groups.map(({ revenue }) => wholeDollars(revenue)) },
              { label: 'Leads', cells: groups.map(({ leads }) => formatNumber(leads)) },
              { label: 'Refused', cells: groups.map(({ refused }) => formatNumber(refused)) },
              {
                label: 'Accepted',
                cells: groups.map(({ leads, refused }) =>
                  leads + refused === 0 ? '–' : formatShare(leads, leads + refused),
                ),
              },
            ]}
          />
        </div>
      </Scrolling>
    </Section>
  );
}

import { CircleCheck, CircleX, Clock } from 'lucide-react';
import { BarLegend, type BarLook, ColumnBars, RateBar } from '../../../src-renderer/ui/bars.tsx';
import { Figure, Figures } from '../../../src-renderer/ui/figures.tsx';
import type { Action } from '../../../src-renderer/ui/keys.ts';
import { PlotTable } from '../../../src-renderer/ui/plot-table.tsx';
import { Progress } from '../../../src-renderer/ui/progress.tsx';
import { Scrolling } from '../../../src-renderer/ui/scrolling.tsx';
import { Section } from '../../../src-renderer/ui/section.tsx';
import { Sparkline } from '../../../src-renderer/ui/sparkline.tsx';
import { StackBar } from '../../../src-renderer/ui/stack-bar.tsx';
import { Step, StepLine, StepList } from '../../../src-renderer/ui/step-list.tsx';
import { toneClass } from '../../../src-renderer/ui/tone.ts';
import { type Specimen, State } from '../specimen.tsx';

const WON: BarLook = { label: 'Claimed', tone: 'good', filling: 'solid' };
const LOST: BarLook = { label: 'Lost', tone: 'bad', filling: 'hatched' };
const MISSED: BarLook = { label: 'Missed', tone: 'idle', filling: 'hollow' };

function Bars() {
  const columns = [12, 0, 31, 7].map((value, at) => ({
    key: String(at),
    label: `${at + 8} AM`,
    parts: [
      { look: WON, value },
      { look: LOST, value: Math.ceil(value / 3) },
      { look: MISSED, value: 2 },
    ],
  }));
  const whole = [
    { look: WON, value: 50 },
    { look: LOST, value: 17 },
    { look: MISSED, value: 8 },
  ];
  return (
    <>
      <ColumnBars columns={columns} label="Offers by hour: 50 claimed, 17 lost, 8 missed" />
      <RateBar parts={whole} label="50 claimed, 17 lost, 8 missed" />
      <BarLegend looks={[WON, LOST, MISSED]} />
    </>
  );
}

function PlotWithNumbers() {
  const save: Action = { id: 'gallery.save', label: 'Export as CSV', group: 'Gallery', run: () => {} };
  const heads = ['8 AM', '9 AM', '10 AM', '11 AM'].map((head) => ({ key: head, head, name: head }));
  return (
    <>
      <Figures label="This morning">
        <Figure name="Claimed" value="50">
          of 75 offered
        </Figure>
        <Figure name="Lost" value="17">
          by this desk
        </Figure>
      </Figures>
      <Section title="Offers by hour" save={save}>
        <Scrolling label="Offers by hour, in numbers" className={undefined}>
          <PlotTable
            caption="Offers by hour, claimed and lost"
            corner="Hour"
            heads={heads}
            lines={[
              { label: 'Claimed', cells: [12, 0, 31, 7] },
              { label: 'Lost', cells: [4, 0, 11, 2] },
            ]}
          />
        </Scrolling>
      </Section>
    </>
  );
}

function Shares() {
  const parts = [
    { key: 'delivered', label: 'Delivered', value: 700, tone: 'good' },
    { key: 'rejected', label: 'Rejected', value: 120, tone: 'bad' },
    { key: 'held', label: 'Held', value: 80, tone: 'warn' },
  ] as const;
  return (
    <>
      <State name="Stacked: large, small, nothing yet">
        <StackBar parts={parts} total={1000} label="Spring campaign" size="large" />
        <StackBar parts={parts} total={1000} label="Spring campaign, small" />
        <StackBar parts={[]} total={0} label="Not started" />
      </State>
      <State name="Progress">
        <Progress share={0} label="Reading, nothing yet" />
        <Progress share={0.42} label="Reading, 42 %" />
        <Progress share={1} label="Reading, all" />
      </State>
      <State name="Sparkline">
        <Sparkline values={[3, 9, 14, 12, 20, 31, 28, 33, 30, 34]} span={10} label="Rows a second, up to 34" />
      </State>
    </>
  );
}

function Steps() {
  return (
    <StepList label="Attempts, the first on top">
      <Step icon={CircleX} className={toneClass('bad')}>
        <StepLine what="Attempt 1: the dialer can’t be reached" when="9:02 AM" />
      </Step>
      <Step icon={CircleCheck} className={toneClass('good')}>
        <StepLine what="Attempt 2: delivered as lead 1188204" when="9:03 AM" />
      </Step>
      <Step icon={Clock}>
        <StepLine what="Read back" when="in 4 minutes" />
      </Step>
    </StepList>
  );
}

export const CHARTS: readonly Specimen[] = [
  { name: 'ColumnBars, RateBar, BarLegend', Shown: Bars },
  { name: 'Figures, Figure, Section, Scrolling, PlotTable', Shown: PlotWithNumbers },
  { name: 'StackBar, Progress, Sparkline', Shown: Shares },
  { name: 'StepList, Step, StepLine', Shown: Steps },
];

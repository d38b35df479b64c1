import {
  CircleCheck,
  CircleDollarSign,
  CircleX,
  ClipboardCheck,
  CopyCheck,
  type LucideIcon,
  PenLine,
  PhoneForwarded,
  RefreshCw,
  Send,
  Undo2,
} from 'lucide-react';
import type { DeliveryExchange, DeliveryTimeline, Job } from '../../../../src-preload/contract/index.ts';
import { formatMoney } from '../../../features/receiver/receiver-words.ts';
import { Step, StepLine, StepList } from '../../../ui/step-list.tsx';
import { When } from '../../../ui/when.tsx';
import { attemptOutcome } from '../unlock-words.ts';
import styles from './posts.module.css';

const WHATS: Readonly<Record<DeliveryExchange['what'], { readonly word: string; readonly icon: LucideIcon }>> = {
  post: { word: 'Posted', icon: Send },
  ping: { word: 'Pinged', icon: CircleDollarSign },
  status: { word: 'Status request', icon: RefreshCw },
  'duplicate-check': { word: 'Duplicate check', icon: CopyCheck },
  update: { word: 'Updated', icon: PenLine },
};

type Turn = DeliveryTimeline['turns'][number];

const TURNS: Readonly<Record<Turn['what'], { readonly word: string; readonly icon: LucideIcon }>> = {
  price: { word: 'Price', icon: CircleDollarSign },
  review: { word: 'Review', icon: ClipboardCheck },
  return: { word: 'Return', icon: Undo2 },
  accepted: { word: 'Accepted', icon: CircleCheck },
  rejected: { word: 'Refused', icon: CircleX },
  agent: { word: 'Call taken by', icon: PhoneForwarded },
};

function turnWords({ what, before, after }: Turn): string {
  const shown = (value: string | null) =>
    value === null || value === '' ? 'none' : what === 'price' ? formatMoney(Number(value)) : value;
  if (before === null) return `${TURNS[what].word}${after === null || after === '' ? '' : `: ${shown(after)}`}`;
  return `${TURNS[what].word}: ${shown(before)} → ${shown(after)}`;
}

/** Requests with their answers, and later changes, in chronological order. */
export function Exchanges({ timeline, job }: { readonly timeline: DeliveryTimeline; readonly job: Job }) {
  const all = [
    ...timeline.exchanges.map((exchange, no) => ({ at: exchange.at, key: `request ${no}`, exchange })),
    ...timeline.turns.map((turn, no) => ({ at: turn.at, key: `turn ${no}`, turn })),
  ].sort((a, b) => a.at - b.at);
  if (all.length === 0) return <p className={styles.soft}>Nothing has been sent for this lead yet.</p>;
  return (
    <StepList label="Every request and its answer">
      {all.map((one) =>
        'turn' in one ? (
          <Step key={one.key} icon={TURNS[one.turn.what].icon}>
            <StepLine what={turnWords(one.turn)} when={<When at={one.at} />} />
          </Step>
        ) : (
          <Step key={one.key} icon={WHATS[one.exchange.what].icon}>
            <Exchange exchange={one.exchange} job={job} />
          </Step>
        ),
      )}
    </StepList>
  );
}

function Exchange({ exchange, job }: { readonly exchange: DeliveryExchange; readonly job: Job }) {
  const { what, at, attempt, url, request, httpStatus, outcome, answer, error } = exchange;
  const came = outcome === null ? null : attemptOutcome({ outcome, endedAt: at }, job).words;
  return (
    <>
      <StepLine
        what={`${WHATS[what].word}${attempt === null ? '' : `, attempt ${attempt}`}${came === null ? '' : `: ${came}`}`}
        when={<When at={at} />}
      />
      <p className={styles.soft}>
        {url} · {httpStatus === null ? 'no answer' : `HTTP ${httpStatus}`}
      </p>
      {error !== null && <p>{error}</p>}
      <Text title="Request" text={request} />
      {answer !== null && <Text title="Answer" text={answer} />}
    </>
  );
}

/** A request or answer as sent or received, with secrets removed. */
function Text({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <details className={styles.text}>
      <summary>{title}</summary>
      <pre>{text === '' ? '(empty)' : text}</pre>
    </details>
  );
}

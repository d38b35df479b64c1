import {
  CalendarClock,
  CircleDot,
  FileOutput,
  Hand,
  Handshake,
  Inbox,
  KeyRound,
  ListOrdered,
  LockOpen,
  type LucideIcon,
  Megaphone,
  Merge,
  Phone,
  PhoneForwarded,
  RefreshCw,
  Send,
  Split,
  StickyNote,
  Tag,
  Undo2,
  UserRound,
} from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { LeadEvent } from '../../../src-preload/contract/index.ts';
import { useTimeline } from '../../state/lead-timeline.ts';
import { Button } from '../../ui/button.tsx';
import { inClock } from '../../ui/clock.ts';
import { PaneSection } from '../../ui/detail-pane.tsx';
import { formatPhone } from '../../ui/format.ts';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Step, StepLine, StepList } from '../../ui/step-list.tsx';
import { When } from '../../ui/when.tsx';
import styles from './timeline.module.css';

const ICONS: Readonly<Record<LeadEvent['kind'], LucideIcon>> = {
  received: Inbox,
  updated: RefreshCw,
  unlocked: LockOpen,
  'unlock-asked': KeyRound,
  joined: Merge,
  split: Split,
  note: StickyNote,
  call: Phone,
  disposition: PhoneForwarded,
  callback: CalendarClock,
  status: CircleDot,
  owner: UserRound,
  tag: Tag,
  'dial-list': ListOrdered,
  sent: Send,
  exported: FileOutput,
  offered: Megaphone,
  claim: Hand,
  'handed-back': Undo2,
  'handed-over': Handshake,
  'offer-submitted': Megaphone,
  undone: Undo2,
};

/** The history of a lead, newest first; more is loaded on scrolling. */
export function Timeline({ leadId }: { readonly leadId: number }) {
  const { events, more, error, readOn } = useTimeline(leadId);
  const end = useRef<HTMLDivElement>(null);
  const length = events?.length ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: watched again after each page, so that an end that is still in view loads the next
  useEffect(() => {
    const element = end.current;
    if (element === null || !more) return;
    const watcher = new IntersectionObserver((seen) => seen.some((s) => s.isIntersecting) && readOn(), {
      rootMargin: '400px',
    });
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [more, readOn, length]);
  return (
    <PaneSection title="Timeline">
      {error !== null && <ErrorNote>Couldn’t load the timeline: {error}</ErrorNote>}
      {events === null && error === null && <Skeleton lines={4} height={18} />}
      <StepList label="Timeline, newest first">
        {events?.map((event) => (
          <Event key={event.key} event={event} />
        ))}
      </StepList>
      {more && (
        <div ref={end}>
          <Button size="small" kind="quiet" onClick={readOn}>
            Earlier
          </Button>
        </div>
      )}
    </PaneSection>
  );
}

function Event({ event: { at, who, kind, what, detail } }: { readonly event: LeadEvent }) {
  return (
    <Step icon={ICONS[kind]} className={kind === 'undone' ? styles.undone : undefined}>
      <StepLine
        what={inClock(what.replace(/\b\d{10,15}\b/g, formatPhone))}
        when={
          <span className={styles.when}>
            {who} · <When at={at} />
          </span>
        }
      />
      {detail !== '' && (kind === 'note' ? <p className={styles.note}>{detail}</p> : <Detail text={inClock(detail)} />)}
    </Step>
  );
}

const LINES_SHOWN = 3;

/** The detail of an entry. If it is long, only its first lines are shown until it is expanded. */
function Detail({ text }: { readonly text: string }) {
  const [open, setOpen] = useState(false);
  const lines = text.split('\n');
  const rest = lines.length - LINES_SHOWN;
  const short = rest <= 1 || open;
  return (
    <div className={styles.detail}>
      <p>{short ? text : lines.slice(0, LINES_SHOWN).join('\n')}</p>
      {rest > 1 && (
        <button type="button" className={styles.more} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Show less' : `${rest} more`}
        </button>
      )}
    </div>
  );
}

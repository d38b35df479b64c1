import {
  Ban,
  CircleCheck,
  CircleHelp,
  CirclePause,
  CircleX,
  Clock,
  FilePen,
  ListChecks,
  ScanLine,
  Send,
} from 'lucide-react';
import type { Connection, DialImport } from '../../../src-preload/contract/index.ts';
import type { Part } from '../../ui/stack-bar.tsx';
import { JOB_STATE_ORDER, lookOfState, type StateLook, undecided } from '../../ui/states.ts';

type Look = Pick<StateLook, 'word' | 'icon' | 'tone'>;

/** Rows that the check or the operator left out. */
export function leftOut(one: Pick<DialImport, 'rows'>): number {
  return one.rows.total - one.rows.send;
}

/** Rows to be sent that are not in the queue yet. */
export function notQueued(one: Pick<DialImport, 'rows' | 'jobs' | 'state'>): number {
  return one.state === 'starting' ? Math.max(0, one.rows.send - one.jobs.total) : 0;
}

/** Jobs that are not final yet, without unknown ones. */
export function unsettled({ jobs }: Pick<DialImport, 'jobs'>): number {
  return jobs.ready + jobs.held + jobs.sending + jobs['awaiting-vendor'];
}

/** The status of an import, in a word. `connection` is its dialer, if known. */
export function importLook(one: DialImport, connection?: Connection): Look {
  switch (one.state) {
    case 'draft':
      return { word: 'Draft', icon: FilePen, tone: 'calm' };
    case 'checking':
      return { word: 'Checking', icon: ScanLine, tone: 'busy' };
    case 'checked':
      return { word: 'Ready to start', icon: ListChecks, tone: 'warn' };
    case 'failed':
      return { word: 'Failed', icon: CircleX, tone: 'bad' };
    case 'starting':
    case 'started':
      return startedLook(one, connection);
  }
}

function startedLook(one: DialImport, connection: Connection | undefined): Look {
  const open = unsettled(one) + notQueued(one);
  if (open > 0) {
    if (one.paused) return { word: 'Paused', icon: CirclePause, tone: 'warn' };
    if (connection !== undefined && connection.runState !== 'running' && one.jobs.sending === 0)
      return { word: 'Held', icon: CirclePause, tone: 'warn' };
    return one.jobs.sending > 0 || (one.rate ?? 0) > 0
      ? { word: 'Sending', icon: Send, tone: 'busy' }
      : { word: 'Waiting', icon: Clock, tone: 'calm' };
  }
  if (undecided(one.jobs) > 0) return { word: 'Unknown rows', icon: CircleHelp, tone: 'doubt' };
  if (one.jobs.unknown > 0) return lookOfState('unknown', one.jobs);
  if (one.jobs.total > 0 && one.jobs.cancelled === one.jobs.total) return { word: 'Canceled', icon: Ban, tone: 'idle' };
  return { word: 'Finished', icon: CircleCheck, tone: 'good' };
}

/** The bar of an import: its rows by result. */
export function importParts(one: DialImport): Part[] {
  const started = one.state === 'starting' || one.state === 'started';
  if (!started) {
    return [
      { key: 'send', label: 'To send', value: one.rows.send, tone: 'calm' },
      { key: 'left-out', label: 'Left out', value: leftOut(one), tone: 'idle' },
    ];
  }
  return [
    ...JOB_STATE_ORDER.map((state) => ({
      key: state,
      label: lookOfState(state, one.jobs).word,
      value: one.jobs[state],
      tone: lookOfState(state, one.jobs).tone,
    })),
    { key: 'not-queued', label: 'Not queued yet', value: notQueued(one), tone: 'calm' as const },
    { key: 'left-out', label: 'Left out', value: leftOut(one), tone: 'idle' as const },
  ];
}

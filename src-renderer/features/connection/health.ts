import { CircleCheck, CirclePause, CircleStop, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { Connection } from '../../../src-preload/contract/index.ts';
import type { Tone } from '../../ui/tone.ts';

export interface Health {
  readonly word: string;
  readonly icon: LucideIcon;
  readonly tone: Tone;
}

/** The status of a dialer as one word with its icon; the reason is in `runReason`. */
export function healthOf(connection: Pick<Connection, 'runState' | 'hasPassword'>): Health {
  if (!connection.hasPassword) return { word: 'No password', icon: CircleStop, tone: 'bad' };
  switch (connection.runState) {
    case 'running':
      return { word: 'Running', icon: CircleCheck, tone: 'good' };
    case 'paused':
      return { word: 'Paused', icon: CirclePause, tone: 'warn' };
    case 'tripped':
      return { word: 'Stopped by failures', icon: TriangleAlert, tone: 'bad' };
    case 'stopped':
      return { word: 'Stopped', icon: CircleStop, tone: 'bad' };
  }
}

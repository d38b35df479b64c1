import { CircleCheck, CircleX, CopyMinus, FileStack, PhoneOff, UserX } from 'lucide-react';
import type { Verdict } from '../../../../src-preload/contract/index.ts';
import type { StateLook } from '../../../ui/states.ts';

/** The word, icon and color of each verdict on a row. */
export const VERDICT_LOOKS: Readonly<Record<Verdict, Pick<StateLook, 'word' | 'icon' | 'tone'>>> = {
  send: { word: 'To send', icon: CircleCheck, tone: 'good' },
  error: { word: 'Can’t be sent', icon: CircleX, tone: 'bad' },
  'duplicate-in-file': { word: 'Duplicate in file', icon: CopyMinus, tone: 'same' },
  'duplicate-earlier': { word: 'Already loaded', icon: FileStack, tone: 'same' },
  'do-not-call': { word: 'Do not call', icon: PhoneOff, tone: 'warn' },
  'left-out-by-operator': { word: 'Left out by you', icon: UserX, tone: 'calm' },
};

/** The verdicts in the order in which they are shown. */
export const VERDICT_ORDER: readonly Verdict[] = [
  'send',
  'error',
  'duplicate-in-file',
  'duplicate-earlier',
  'do-not-call',
  'left-out-by-operator',
];

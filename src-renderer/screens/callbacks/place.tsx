import { CalendarClock } from 'lucide-react';
import { dueCount } from '../../state/callbacks.ts';
import { useInboxHealth } from '../../state/inbox-health.ts';
import type { Place } from '../place.ts';
import { CallbacksScreen } from './callbacks-screen.tsx';

export const callbacksPlace: Place = {
  path: '/callbacks',
  label: 'Callbacks',
  icon: CalendarClock,
  keys: 'g c',
  screen: CallbacksScreen,
  useCount: () => {
    const today = useInboxHealth((s) => s.today);
    const overdue = useInboxHealth((s) => s.overdue);
    return today === 0 ? null : { value: today, meaning: dueCount(today, overdue) };
  },
};

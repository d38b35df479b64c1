import { CalendarClock } from 'lucide-react';
import { useInboxHealth } from '../../state/inbox-health.ts';
import { formatCount } from '../../ui/format.ts';
import type { Place } from '../place.ts';
import { CallbacksScreen } from './callbacks-screen.tsx';

export const callbacksPlace: Place = {
  path: '/callbacks',
  label: 'Callbacks',
  icon: CalendarClock,
  keys: 'g c',
  screen: CallbacksScreen,
  useCount: () => {
    const overdue = useInboxHealth((s) => s.overdue);
    return overdue === 0 ? null : { value: overdue, means: `${formatCount(overdue, 'callback')} overdue` };
  },
};

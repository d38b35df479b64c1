import { Inbox } from 'lucide-react';
import { useInboxHealth } from '../../state/inbox-health.ts';
import { formatCount } from '../../ui/format.ts';
import type { Place } from '../place.ts';
import { InboxScreen } from './inbox-screen.tsx';

export const inboxPlace: Place = {
  path: '/inbox',
  label: 'Inbox',
  icon: Inbox,
  keys: 'g i',
  screen: InboxScreen,
  useCount: () => {
    const overdue = useInboxHealth((s) => s.overdue);
    return overdue === 0 ? null : { value: overdue, means: `${formatCount(overdue, 'callback')} overdue` };
  },
};

import { Inbox } from 'lucide-react';
import type { Place } from '../place.ts';
import { InboxScreen } from './inbox-screen.tsx';

export const inboxPlace: Place = {
  path: '/inbox',
  label: 'Inbox',
  icon: Inbox,
  keys: 'g i',
  screen: InboxScreen,
};

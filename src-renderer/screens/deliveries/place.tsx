import { Send } from 'lucide-react';
import { formatNumber } from '../../ui/format.ts';
import type { Place } from '../place.ts';
import { DeliveriesScreen } from './deliveries-screen.tsx';

export const deliveriesPlace: Place = {
  path: '/deliveries',
  label: 'Deliveries',
  icon: Send,
  keys: 'g d',
  screen: DeliveriesScreen,
  count: ({ counts }) =>
    counts.unknown === 0 ? null : { value: counts.unknown, meaning: `${formatNumber(counts.unknown)} unknown` },
};

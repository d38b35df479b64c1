import { Handshake } from 'lucide-react';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { formatNumber } from '../../ui/format.ts';
import type { Place } from '../place.ts';
import { OffersScreen } from './offers-screen.tsx';

export const offersPlace: Place = {
  path: '/offers',
  label: 'Offers',
  icon: Handshake,
  keys: 'g o',
  screen: OffersScreen,
  useCount: () => {
    const { value } = useCommandQuery('offers.board', {}, ['offers']);
    const open = value?.counts.open ?? 0;
    return open === 0 ? null : { value: open, meaning: `${formatNumber(open)} open` };
  },
};

import { UserPlus } from 'lucide-react';
import type { Place } from '../place.ts';
import { LeadsInScreen } from './leads-in-screen.tsx';

/** The screen that adds leads by hand or from a file, opened from the inbox and the palette. */
export const leadsInPlace: Place = {
  path: '/leads',
  label: 'Add leads',
  icon: UserPlus,
  keys: '',
  screen: LeadsInScreen,
  hidden: true,
};

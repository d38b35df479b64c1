import { UserPlus } from 'lucide-react';
import type { Place } from '../place.ts';
import { LeadsInScreen } from './leads-in-screen.tsx';

/** Leads by hand and from a file: reached from the inbox and the palette. */
export const leadsInPlace: Place = {
  path: '/leads',
  label: 'Add leads',
  icon: UserPlus,
  keys: '',
  screen: LeadsInScreen,
  hidden: true,
};

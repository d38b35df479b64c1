import { Rocket } from 'lucide-react';
import type { Place } from '../place.ts';
import { FirstRunScreen } from './first-run-screen.tsx';

export const firstRunPlace: Place = {
  path: '/welcome',
  label: 'Welcome',
  icon: Rocket,
  keys: 'g w',
  screen: FirstRunScreen,
  hidden: true,
  greets: ({ connections, imports, hasLeads }) => connections.length === 0 && imports.length === 0 && !hasLeads,
};

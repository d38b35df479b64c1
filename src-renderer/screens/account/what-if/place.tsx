import { FlaskConical } from 'lucide-react';
import type { Place } from '../../place.ts';
import { WhatIfScreen } from './what-if-screen.tsx';

export const whatIfPlace: Place = {
  path: '/what-if',
  label: 'What if',
  icon: FlaskConical,
  keys: 'g f',
  screen: WhatIfScreen,
  shown: ({ connections }) => connections.some(({ kind }) => kind === 'leadexec'),
};

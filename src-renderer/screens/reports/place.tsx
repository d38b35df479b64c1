import { ChartColumn } from 'lucide-react';
import type { Place } from '../place.ts';
import { ReportsScreen } from './reports-screen.tsx';

export const reportsPlace: Place = {
  path: '/reports',
  label: 'Reports',
  icon: ChartColumn,
  keys: 'g r',
  screen: ReportsScreen,
};

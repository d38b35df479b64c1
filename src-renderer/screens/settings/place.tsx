import { Settings } from 'lucide-react';
import { healthOf } from '../../features/connection/health.ts';
import type { Place } from '../place.ts';
import { SettingsScreen } from './settings-screen.tsx';

export const settingsPlace: Place = {
  path: '/settings',
  label: 'Settings',
  icon: Settings,
  keys: 'g s',
  screen: SettingsScreen,
  count: ({ connections }) => {
    const ill = connections.filter((c) => healthOf(c).tone === 'bad');
    const what = ill.every((c) => c.kind === 'crocodial') ? 'dialer' : 'connection';
    return ill.length === 0
      ? null
      : {
          value: ill.length,
          meaning: ill.length === 1 ? `1 ${what} needs attention` : `${ill.length} ${what}s need attention`,
        };
  },
};

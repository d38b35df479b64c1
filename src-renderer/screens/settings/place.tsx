import { Settings } from 'lucide-react';
import { healthOf } from '../../frame/health.ts';
import type { Place } from '../place.ts';
import { SettingsScreen } from './settings-screen.tsx';

export const settingsPlace: Place = {
  path: '/settings',
  label: 'Settings',
  icon: Settings,
  keys: 'g s',
  screen: SettingsScreen,
  count: ({ connections }) => {
    const ill = connections.filter((c) => healthOf(c).tone === 'bad').length;
    return ill === 0
      ? null
      : {
          value: ill,
          means: ill === 1 ? '1 dialer needs you before it goes on' : `${ill} dialers need you before they go on`,
        };
  },
};

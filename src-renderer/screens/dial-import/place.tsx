import { ListChecks } from 'lucide-react';
import type { Place } from '../place.ts';
import { DialListsScreen } from './dial-lists-screen.tsx';

export const dialListsPlace: Place = {
  path: '/dial-lists',
  label: 'Dial lists',
  icon: ListChecks,
  keys: 'g l',
  screen: DialListsScreen,
  count: ({ imports }) => {
    const waiting = imports.filter((i) => i.state === 'checked' || i.state === 'failed').length;
    return waiting === 0
      ? null
      : {
          value: waiting,
          meaning: `${waiting} ${waiting === 1 ? 'needs' : 'need'} attention: checked but not started, or failed`,
        };
  },
};

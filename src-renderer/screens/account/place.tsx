import { Building2 } from 'lucide-react';
import { accountAt } from '../../state/account-address.ts';
import type { Place } from '../place.ts';
import { AccountScreen } from './account-screen.tsx';

export const accountPlace: Place = {
  path: accountAt() as `/${string}`,
  label: 'Account',
  icon: Building2,
  keys: 'g a',
  screen: AccountScreen,
  shown: ({ connections }) => connections.some(({ kind }) => kind === 'leadexec'),
};

import { HandCoins } from 'lucide-react';
import { useUnseenTurns } from '../../state/post-turns.ts';
import { formatCount } from '../../ui/format.ts';
import type { Place } from '../place.ts';
import { PostsScreen } from './posts-screen.tsx';

/** The number of changes of posted leads that nobody has seen yet; null for none. */
function useUnseenChanges(): { value: number; meaning: string } | null {
  const value = useUnseenTurns();
  return value === 0 ? null : { value, meaning: `${formatCount(value, 'change')} to posted leads` };
}

export const postsPlace: Place = {
  path: '/posts',
  label: 'Posts',
  icon: HandCoins,
  keys: 'g p',
  screen: PostsScreen,
  useCount: useUnseenChanges,
};

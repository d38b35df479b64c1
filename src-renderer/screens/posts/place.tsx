import { HandCoins } from 'lucide-react';
import type { Place } from '../place.ts';
import { PostsScreen } from './posts-screen.tsx';

export const postsPlace: Place = {
  path: '/posts',
  label: 'Posts',
  icon: HandCoins,
  keys: 'g p',
  screen: PostsScreen,
};

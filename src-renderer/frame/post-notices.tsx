import { useEffect } from 'react';
import { arrivedWords } from '../features/receiver/turn-words.ts';
import { usePostTurns } from '../state/post-turns.ts';
import { toast } from '../ui/toaster.tsx';

/** Notifies on any screen when a posted lead was returned, reviewed or repriced. */
export function PostNotices(): null {
  const arrived = usePostTurns((s) => s.arrived);
  useEffect(() => {
    if (arrived.length > 0) toast(`${arrivedWords(arrived)} See Posts, Changes.`);
  }, [arrived]);
  return null;
}

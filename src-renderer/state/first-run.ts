import { call, errorMessage } from '../bridge/index.ts';
import { importAt, postsAt } from './addresses.ts';
import { refreshDesk } from './desk.ts';
import { navigate } from './hash-location.ts';
import { changePosting, openPostFile } from './posting.ts';

/**
 * The role for practice, which determines the first screen: an agent starts in the inbox, a team lead at the offers, an operator at the
 * sample list, a seller at leads to post.
 */
export type PracticeRole = 'agent' | 'team-lead' | 'operator' | 'seller';

const PLACE_OF = { agent: '/inbox', 'team-lead': '/offers' } as const;

/** Starts the practice vendors, and opens the role's screen; `stay` opens none. @returns why it failed, or null */
export async function startPractice(role: PracticeRole | 'stay'): Promise<string | null> {
  try {
    const { importId, posting } = await call('practice.start', { receiver: role === 'seller' });
    await refreshDesk();
    if (posting !== null) {
      await openPostFile(posting.leadsPath, undefined, {});
      changePosting({ connectionId: posting.connectionId });
      navigate(postsAt('columns'));
      return null;
    }
    if (role === 'operator') navigate(importAt(importId));
    else if (role !== 'stay' && role !== 'seller') navigate(PLACE_OF[role]);
    return null;
  } catch (thrown) {
    return `The practice vendors could not be started. ${errorMessage(thrown)}`;
  }
}

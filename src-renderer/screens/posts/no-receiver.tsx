import { HandCoins } from 'lucide-react';
import { postsAt, receiverAt } from '../../state/addresses.ts';
import { startPractice } from '../../state/first-run.ts';
import { navigate } from '../../state/hash-location.ts';
import { NotConnected } from '../../ui/nothing.tsx';
import { Page } from '../../ui/page.tsx';

/** Shown if no receiver is connected. */
export function NoReceiver({ title = 'Posts' }: { readonly title?: string }) {
  return (
    <Page title={title} above={title === 'Posts' ? [] : [{ href: postsAt(), label: 'Posts' }]}>
      <NotConnected
        icon={HandCoins}
        title="Leads that you sell will appear here"
        connect="Connect LeadExec’s receiver"
        onConnect={() => navigate(receiverAt())}
        onPractise={() => startPractice('seller')}
      >
        Connect LeadExec’s receiver to post leads from a file, from the inbox or by hand. Every lead is checked first,
        posted exactly once, and every result can be explained.
      </NotConnected>
    </Page>
  );
}

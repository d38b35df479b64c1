import type { LucideIcon } from 'lucide-react';
import { leadexecAt } from '../../state/addresses.ts';
import { navigate } from '../../state/hash-location.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/notes.tsx';
import { Page } from '../../ui/page.tsx';

/** A screen of the account while none is connected. */
export function NoAccount({ title, icon }: { readonly title: string; readonly icon: LucideIcon }) {
  return (
    <Page title={title}>
      <EmptyState
        icon={icon}
        title="No LeadExec account is connected"
        action={
          <Button kind="main" onClick={() => navigate(leadexecAt())}>
            Connect a LeadExec account
          </Button>
        }
      >
        You need its client ID and client secret.
      </EmptyState>
    </Page>
  );
}

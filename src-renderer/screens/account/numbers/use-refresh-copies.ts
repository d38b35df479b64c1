import { useEffect, useState } from 'react';
import { call, errorMessage } from '../../../bridge/index.ts';
import { refreshCopies } from '../../../state/what-if.ts';
import type { Action } from '../../../ui/keys.ts';
import { toast, toastError } from '../../../ui/toaster.tsx';

/** The names of clients are read in the background where they are older, ms. */
const DAY_MS = 24 * 3_600_000;

/** The command that reads the copies of an account again. It has the same key on every page that calculates from them. */
export function useRefreshCopies(
  connectionId: number,
  { id, group }: Pick<Action, 'id' | 'group'>,
): { readonly refresh: Action; readonly refreshText: string } {
  const [refreshing, setRefreshing] = useState(false);
  useEffect(() => {
    // Offline, the stored names are shown.
    call('leadexec.open', { connectionId, kind: 'clients', olderThanMs: DAY_MS }).catch(() => undefined);
  }, [connectionId]);
  const refresh: Action = {
    ...{ id, label: 'Refresh the copies of the account', keys: 'shift+r', group },
    disabled: refreshing,
    run: () => {
      setRefreshing(true);
      refreshCopies(connectionId)
        .then(
          () => toast('The copies of the account are up to date.'),
          (thrown: unknown) => toastError(`The copies could not all be refreshed: ${errorMessage(thrown)}`),
        )
        .finally(() => setRefreshing(false));
    },
  };
  return { refresh, refreshText: refreshing ? 'Refreshing …' : 'Refresh copies' };
}

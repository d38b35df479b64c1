import { useEffect, useState } from 'react';
import type { DialerChoices, DialerList } from '../../src-preload/contract/index.ts';
import { call, errorMessage } from '../bridge/index.ts';
import { useCommandQuery } from './use-command-query.ts';

/** Dialers that this page has asked by itself: once each, whatever came of it. */
const asked = new Set<number>();

export interface Told {
  /** Null while that is not known. */
  readonly choices: DialerChoices | null;
  /** Whether the dialer is being asked now. */
  readonly asking: boolean;
  /** Why the last question brought nothing. */
  readonly error: string | null;
  /** Asks the dialer now. */
  readonly refresh: () => void;
}

/**
 * What a dialer tells to pick from: what it told before, and where that is nothing yet it is asked once. `canAsk`: it has a password and is
 * not stopped, so that a refused login is not tried again.
 */
export function useTold(connectionId: number | null, canAsk: boolean): Told {
  const input = connectionId === null ? null : { id: connectionId };
  const kept = useCommandQuery('connections.choices', input, ['connections']);
  const [known, setKnown] = useState(false);
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const fetch = () => {
    if (connectionId === null) return;
    setAsking(true);
    setError(null);
    call('connections.fetchChoices', { id: connectionId })
      .then(
        () => kept.refresh(),
        (thrown: unknown) => setError(errorMessage(thrown)),
      )
      .finally(() => setAsking(false));
  };
  const { refresh: look } = kept;
  useEffect(() => {
    setKnown(false);
    setError(null);
    if (connectionId !== null) void look().then(() => setKnown(true));
  }, [connectionId, look]);
  const { value } = kept;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks once, when it shows that nothing is known
  useEffect(() => {
    if (!known || value !== null || connectionId === null || !canAsk || asked.has(connectionId)) return;
    asked.add(connectionId);
    fetch();
  }, [known, value, connectionId, canAsk]);
  return { choices: value, asking, error, refresh: fetch };
}

/** Asks a dialer that was just tested; what it refuses is typed, so nothing is said. */
export async function fetchTold(connectionId: number): Promise<void> {
  asked.add(connectionId);
  try {
    await call('connections.fetchChoices', { id: connectionId });
  } catch {
    // The wizard and the pane say what is not known, and ask again on request.
  }
}

/** A list in a few words: its campaign, whether it is active, how many leads it has. */
export function listInWords({ campaign, active, leads }: DialerList): string {
  const words = [
    campaign,
    active ? 'active' : 'inactive',
    leads === null ? '' : `${leads.toLocaleString('en-US')} ${leads === 1 ? 'lead' : 'leads'}`,
  ];
  return words.filter((word) => word !== '').join(' · ');
}

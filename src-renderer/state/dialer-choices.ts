import { useEffect, useRef, useState } from 'react';
import type { DialerChoices, DialerList } from '../../src-preload/contract/index.ts';
import { call, errorMessage } from '../bridge/index.ts';
import { useCommandQuery } from './use-command-query.ts';

/** Dialers that this page has asked automatically: each once, whatever the result. */
const asked = new Set<number>();

export interface KnownChoices {
  /** Null while they are unknown. */
  readonly choices: DialerChoices | null;
  /** Whether the dialer is being asked now. */
  readonly asking: boolean;
  /** Why the last request failed. */
  readonly error: string | null;
  /** Asks the dialer now. */
  readonly refresh: () => void;
}

/**
 * What a dialer reported for choosing. If there is nothing yet, it is asked once. `canAsk` means that it has a password and is not stopped,
 * so that a refused login is not tried again.
 */
export function useKnownChoices(connectionId: number | null, canAsk: boolean): KnownChoices {
  const input = connectionId === null ? null : { id: connectionId };
  const kept = useCommandQuery('connections.choices', input, ['connections']);
  const [known, setKnown] = useState(false);
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const current = useRef(connectionId);
  const askDialer = () => {
    if (connectionId === null) return;
    const mine = connectionId;
    // An answer about another dialer than the one chosen now says nothing about this one.
    const isCurrent = () => current.current === mine;
    setAsking(true);
    setError(null);
    call('connections.fetchChoices', { id: mine })
      .then(
        () => kept.refresh(),
        (thrown: unknown) => isCurrent() && setError(errorMessage(thrown)),
      )
      .finally(() => isCurrent() && setAsking(false));
  };
  const { refresh: read } = kept;
  useEffect(() => {
    current.current = connectionId;
    setKnown(false);
    setAsking(false);
    setError(null);
    if (connectionId !== null) void read().then(() => current.current === connectionId && setKnown(true));
  }, [connectionId, read]);
  const { value } = kept;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks once, when it shows that nothing is known
  useEffect(() => {
    if (!known || value !== null || connectionId === null || !canAsk || asked.has(connectionId)) return;
    asked.add(connectionId);
    askDialer();
  }, [known, value, connectionId, canAsk]);
  return { choices: value, asking, error, refresh: askDialer };
}

/** Asks a dialer that was just tested. If it refuses, the values can be typed, so no error is shown. */
export async function fetchChoices(connectionId: number): Promise<void> {
  asked.add(connectionId);
  try {
    await call('connections.fetchChoices', { id: connectionId });
  } catch {
    // The dialog and the settings show what is unknown, and ask again on request.
  }
}

/** A list as a short text: its campaign, whether it is active, its number of leads. */
export function listInWords({ campaign, active, leads }: DialerList): string {
  const words = [
    campaign,
    active ? 'active' : 'inactive',
    leads === null ? '' : `${leads.toLocaleString('en-US')} ${leads === 1 ? 'lead' : 'leads'}`,
  ];
  return words.filter((word) => word !== '').join(' · ');
}

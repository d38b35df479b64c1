import { create } from 'zustand';
import { useDesk } from './desk.ts';

/** Which of several LeadExec accounts is shown; null for the first. */
const useChosen = create<{ readonly id: number | null }>(() => ({ id: null }));

export const chooseAccount = (id: number): void => useChosen.setState({ id });

export interface AccountConnection {
  readonly id: number;
  readonly name: string;
}

/** The LeadExec accounts of this desk, and the one that is shown; null while they are not known. */
export function useAccountConnections(): {
  readonly all: readonly AccountConnection[];
  readonly shown: AccountConnection | null;
} | null {
  const connections = useDesk((s) => s.status?.connections);
  const chosen = useChosen((s) => s.id);
  if (connections === undefined) return null;
  const all = connections.filter(({ kind }) => kind === 'leadexec');
  return { all, shown: all.find(({ id }) => id === chosen) ?? all[0] ?? null };
}

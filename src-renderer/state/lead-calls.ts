import { create } from 'zustand';
import { call, errorMessage } from '../bridge/index.ts';
import { toast, toastError } from '../ui/toaster.tsx';

interface Calls {
  /** The lead that is open: the outcome of its call is asked for there. */
  readonly shown: number | null;
  /** The call whose outcome is asked for in a dialog, its lead being elsewhere. */
  readonly asking: number | null;
}

/** Where the outcomes of calls are asked for. */
export const useCalls = create<Calls>(() => ({ shown: null, asking: null }));

/** Says that a lead is open; the returned function, that it no longer is. */
export function showLead(leadId: number): () => void {
  useCalls.setState({ shown: leadId });
  return () => {
    if (useCalls.getState().shown === leadId) useCalls.setState({ shown: null });
  };
}

/** Counts a call that begins now. Says why when it is refused. Returns whether it was counted. */
export async function beginCall(leadId: number, phone: string, anyway: boolean): Promise<boolean> {
  try {
    await call('calls.start', { leadId, phone, anyway });
    return true;
  } catch (thrown) {
    toastError(`Call not logged: ${errorMessage(thrown)}`);
    return false;
  }
}

/** Takes back what was done to a lead. */
export function undoAct(actId: number): void {
  call('leads.undo', { actId }).then(
    ({ changed }) => toast(changed > 0 ? 'Undone' : 'Nothing left to undo'),
    (thrown: unknown) => toastError(`Couldn’t undo: ${errorMessage(thrown)}`),
  );
}

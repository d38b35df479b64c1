import { create } from 'zustand';
import { call, errorMessage } from '../bridge/index.ts';
import { toast, toastError } from '../ui/toaster.tsx';

interface Calls {
  /** The open lead, where the outcome of its call is entered. */
  readonly shown: number | null;
  /** The call whose outcome is entered in a dialog, because its lead isn't open. */
  readonly asking: number | null;
}

/** Where the outcomes of calls are entered. */
export const useCalls = create<Calls>(() => ({ shown: null, asking: null }));

/** Records that a lead is open, until the returned function is called. */
export function showLead(leadId: number): () => void {
  useCalls.setState({ shown: leadId });
  return () => {
    if (useCalls.getState().shown === leadId) useCalls.setState({ shown: null });
  };
}

/** Counts a call that starts now, and shows why if it is refused. @returns whether it was counted */
export async function beginCall(leadId: number, phone: string, anyway: boolean): Promise<boolean> {
  try {
    await call('calls.start', { leadId, phone, anyway });
    return true;
  } catch (thrown) {
    toastError(`Call not logged: ${errorMessage(thrown)}`);
    return false;
  }
}

/** Undoes an action on a lead. */
export function undoAction(actId: number): void {
  call('leads.undo', { actId }).then(
    ({ changed }) => toast(changed > 0 ? 'Undone' : 'Nothing left to undo'),
    (thrown: unknown) => toastError(`Couldn’t undo: ${errorMessage(thrown)}`),
  );
}

import { create } from 'zustand';
import { CommandError, type DamageReport, type DeskEvent, type DeskStatus } from '../../src-preload/contract/index.ts';
import { call, errorMessage, onDesk } from '../bridge/index.ts';
import { throttle } from './throttle.ts';

interface Desk {
  /** The last known status; null until the first answer. */
  readonly status: DeskStatus | null;
  /** What is wrong with the desk's data if it can't be opened. */
  readonly damage: DamageReport | null;
  /** Why the desk doesn't answer; null if it does. */
  readonly silence: string | null;
  /** Whether this machine says it has a network. */
  readonly online: boolean;
}

/** The state of the desk as a whole, for the status strip and the rail. */
export const useDesk = create<Desk>(() => ({ status: null, damage: null, silence: null, online: navigator.onLine }));

let requests = 0;
/** The newest request for the status that was answered. */
let answered = 0;

/** Asks for the status now. Afterwards the known status is at least as new as this request. */
export async function refreshDesk(): Promise<void> {
  const request = ++requests;
  try {
    const status = await call('desk.status', {});
    // An answer to an older request may arrive later.
    if (request < answered) return;
    answered = request;
    useDesk.setState({ status, damage: null, silence: null });
  } catch (thrown) {
    if (thrown instanceof CommandError && thrown.code === 'damaged') return await askDamage();
    useDesk.setState({ silence: errorMessage(thrown) });
  }
}

async function askDamage(): Promise<void> {
  try {
    useDesk.setState({ damage: await call('desk.damage', { wait: false }), silence: null });
  } catch (thrown) {
    useDesk.setState({ silence: errorMessage(thrown) });
  }
}

const MOVING_MS = 1000;
const QUIET_MS = 5000;

/** Keeps the status current: requested at every event, at most four times a second, and from time to time while something changes. */
export function watchDesk(): () => void {
  const refresh = throttle(() => void refreshDesk(), 250);
  let timer: ReturnType<typeof setTimeout>;
  const tick = () => {
    const { status, silence } = useDesk.getState();
    const moving = silence !== null || (status !== null && (status.rate > 0 || status.counts.sending > 0));
    if (!document.hidden || moving) refresh();
    timer = setTimeout(tick, moving ? MOVING_MS : QUIET_MS);
  };
  const stop = onDesk((_event: DeskEvent | null) => refresh());
  const network = () => useDesk.setState({ online: navigator.onLine });
  addEventListener('online', network);
  addEventListener('offline', network);
  tick();
  return () => {
    stop();
    clearTimeout(timer);
    refresh.stop();
    removeEventListener('online', network);
    removeEventListener('offline', network);
  };
}

import { powerSaveBlocker } from 'electron';

export interface StayAwake {
  /** Rows are being sent, or not any more. */
  sends(isSending: boolean): void;
  /** The person's setting may have changed. */
  follow(): void;
}

/**
 * Keeps the computer awake while rows are sent, because sleep would interrupt it and make rows in flight unknown. The screen may turn off
 * (Electron, api/power-save-blocker.md, `prevent-app-suspension`).
 */
export function stayAwake(isWanted: () => boolean): StayAwake {
  let isSending = false;
  let blocker: number | null = null;
  const follow = () => {
    const wanted = isSending && isWanted();
    if (wanted && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension');
    else if (!wanted && blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  };
  return {
    follow,
    sends(now) {
      isSending = now;
      follow();
    },
  };
}

/** Which of several windows of one desk is in front, or was last: the one that speaks. */
const FRONT = 'trunkline.front';
const SPEAKING = 'trunkline.speaking';
const windowLock = (id: string) => `trunkline.window.${id}`;

const me = crypto.randomUUID();

function front(): string | null {
  try {
    return localStorage.getItem(FRONT);
  } catch {
    return null;
  }
}

function comeToFront(): void {
  try {
    localStorage.setItem(FRONT, me);
  } catch {
    // A page that may keep nothing is on its own.
  }
}

/** Follows which window is in front; returns how to stop. */
export function watchFront(): () => void {
  let leave = () => {};
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  // Held as long as this window lives: the browser frees it, however it ends.
  void navigator.locks.request(windowLock(me), () => left);
  if (document.hasFocus()) comeToFront();
  addEventListener('focus', comeToFront);
  return () => {
    removeEventListener('focus', comeToFront);
    leave();
  };
}

async function isFront(): Promise<boolean> {
  const other = front();
  if (other === me) return true;
  if (other !== null) {
    const { held = [] } = await navigator.locks.query();
    if (held.some(({ name }) => name === windowLock(other))) return false;
  }
  comeToFront();
  return true;
}

/** Runs `work` in the window in front and in no other; where that one was closed, in whichever asks first. */
export async function ifInFront(work: () => Promise<void>): Promise<void> {
  await navigator.locks.request(SPEAKING, async () => {
    if (await isFront()) await work();
  });
}

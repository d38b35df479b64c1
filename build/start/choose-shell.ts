import { hasDisplay as canShow } from '../../src-main/shells/shared/open-in-browser.ts';

/** Which shell `npm start` opens; `because` says why it is not the window, null when the browser was asked for. */
export type ShellChoice =
  | { readonly shell: 'electron'; readonly binary: string }
  | { readonly shell: 'browser'; readonly because: string | null };

/** Electron's program, or why there is none. */
export type BinaryFound = { readonly binary: string } | { readonly because: string };

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's number; undefined on Windows. */
  readonly uid: number | undefined;
}

/** Whether something can be shown to a person at this machine. */
export function hasDisplay({ platform, env }: Machine): boolean {
  return canShow(platform, env);
}

/**
 * The window wherever Electron can run, else the browser. Electron's program, which may have to be fetched first, is asked for
 * last: it is large, and of no use where nothing could be shown.
 */
export async function chooseShell(
  machine: Machine,
  browserWanted: boolean,
  findBinary: () => Promise<BinaryFound>,
): Promise<ShellChoice> {
  if (browserWanted) return { shell: 'browser', because: null };
  if (!hasDisplay(machine)) return { shell: 'browser', because: 'there is no display' };
  // Chromium's sandbox does not work for root, and without it the page would not be shut off.
  if (machine.platform === 'linux' && machine.uid === 0) {
    return { shell: 'browser', because: 'its sandbox does not run as root' };
  }
  const found = await findBinary();
  return 'binary' in found ? { shell: 'electron', binary: found.binary } : { shell: 'browser', because: found.because };
}

import { spawn } from 'node:child_process';

/**
 * Asks the system to open a page in the person's browser. If it can't, the person uses the printed address. It takes a file and never an
 * address with a key, because every user of the machine can read the arguments of every process. The browser keeps the environment it is
 * started with, so variables of ours that may contain a password are removed.
 */
export function openInBrowser(file: string, env: Readonly<NodeJS.ProcessEnv> = process.env): void {
  const [command, ...args] = opener(process.platform, file);
  const theirs = Object.entries(env).filter(([name]) => !name.toUpperCase().startsWith('TRUNKLINE_'));
  const child = spawn(command, args, { stdio: 'ignore', detached: true, env: Object.fromEntries(theirs) });
  child.on('error', () => {});
  child.unref();
}

/** The system's command that opens a page in a browser. */
export function opener(platform: NodeJS.Platform, file: string): [command: string, ...args: string[]] {
  if (platform === 'darwin') return ['open', file];
  // Not `cmd /c start`, because its parser interprets & and %.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', file];
  return ['xdg-open', file];
}

/** Whether this machine has a display for a person. */
export function hasDisplay(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): boolean {
  return platform !== 'linux' || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
}

/** What is printed with an address with a key. */
export function aboutAddress(dataDir: string, isDefault: boolean): string {
  const more = isDefault
    ? ''
    : ` --data ${/^[\w./-]+$/.test(dataDir) ? dataDir : `'${dataDir.replaceAll("'", "'\\''")}'`}`;
  return `It works once, within a minute. For another: npm run -s trunkline -- open${more}`;
}

import { spawn } from 'node:child_process';

/**
 * Asks the system to open a page in the person's browser; where it can't, the printed address does. Given a file and never an
 * address with a key: every user of the machine can read the arguments of every process. The browser lives on with the
 * environment it is given, so none of ours that may hold a password goes along.
 */
export function openInBrowser(file: string, env: Readonly<NodeJS.ProcessEnv> = process.env): void {
  const [command, ...args] = opener(process.platform, file);
  const theirs = Object.entries(env).filter(([name]) => !name.toUpperCase().startsWith('TRUNKLINE_'));
  const child = spawn(command, args, { stdio: 'ignore', detached: true, env: Object.fromEntries(theirs) });
  child.on('error', () => {});
  child.unref();
}

/** The system's own way to open a page in a browser. */
export function opener(platform: NodeJS.Platform, file: string): [command: string, ...args: string[]] {
  if (platform === 'darwin') return ['open', file];
  // Not `cmd /c start`, whose parser gives & and % a meaning.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', file];
  return ['xdg-open', file];
}

/** Whether something can be shown to a person at this machine. */
export function hasDisplay(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): boolean {
  return platform !== 'linux' || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
}

/** What is told beside an address with a key. */
export function aboutAddress(dataDir: string, isDefault: boolean): string {
  const more = isDefault
    ? ''
    : ` --data ${/^[\w./-]+$/.test(dataDir) ? dataDir : `'${dataDir.replaceAll("'", "'\\''")}'`}`;
  return `It works once, within a minute. For another: npm run -s trunkline -- open${more}`;
}

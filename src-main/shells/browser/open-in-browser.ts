import { spawn } from 'node:child_process';

/** Asks the system to open an address in the person's browser; where it can't, the printed address does. */
export function openInBrowser(url: string): void {
  const [command, ...args] = opener(process.platform, url);
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}

/** The system's own way to open an address. */
export function opener(platform: NodeJS.Platform, url: string): [command: string, ...args: string[]] {
  if (platform === 'darwin') return ['open', url];
  // Not `cmd /c start`, whose parser gives & and % a meaning.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  return ['xdg-open', url];
}

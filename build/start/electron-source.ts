import { join } from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

const RELEASES = 'https://github.com/electron/electron/releases/download/';

/** Where Electron's archive is, and which of its package's checksums it has. */
export interface ElectronSource {
  readonly file: string;
  readonly url: string;
}

/**
 * Electron's archive for this machine, by the names that its own installer goes by: `ELECTRON_MIRROR`, `ELECTRON_CUSTOM_DIR` and
 * `ELECTRON_CUSTOM_FILENAME`, or `electron_mirror` and so on in `.npmrc` (electron, docs/tutorial/installation.md).
 */
export function electronSource(version: string, env: Env): ElectronSource {
  const platform = env.ELECTRON_INSTALL_PLATFORM || env.npm_config_platform || process.platform;
  const arch = env.ELECTRON_INSTALL_ARCH || env.npm_config_arch || process.arch;
  const file = `electron-v${version}-${platform}-${arch}.zip`;
  const named = (name: string, otherwise: string) =>
    env[`npm_config_electron_${name}`] || env[`ELECTRON_${name.toUpperCase()}`] || otherwise;
  const folder = named('custom_dir', `v${version}`).replace('{{ version }}', version);
  return { file, url: `${named('mirror', RELEASES)}${folder}/${named('custom_filename', file)}` };
}

/** The program inside Electron's folder (electron, npm/install.js, `getPlatformPath`). */
export function electronProgram(env: Env): string {
  const platform = env.ELECTRON_INSTALL_PLATFORM || env.npm_config_platform || process.platform;
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/** Where an archive is kept until it is unpacked: with the packages, so that a later start goes on with it. */
export const archivePath = (packageDir: string, file: string): string =>
  join(packageDir, '..', '.cache', 'trunkline-electron', file);

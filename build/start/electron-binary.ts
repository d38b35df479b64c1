import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { BinaryFound } from './choose-shell.ts';
import { type ArchiveOptions, fetchArchive } from './electron-archive.ts';
import { archivePath, electronProgram, electronSource } from './electron-source.ts';

/** Unpacks an archive into a folder. */
export type Unpack = (archive: string, options: { readonly dir: string }) => Promise<void>;

export interface FetchOptions extends Pick<ArchiveOptions, 'tell' | 'stallMs' | 'progressMs'> {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Left out for what Electron's own package unpacks with. */
  readonly unpack?: Unpack;
}

/**
 * Electron's program inside its package: the one that is there, or fetched now, since the package brings none on install. Its own installer
 * (npm/install.js) neither goes on with what was cut off nor says why it failed, and hears of no proxy; what it leaves behind
 * is the same. Without a network this fails within moments, at the latest when nothing has arrived for 15 s.
 */
export async function findElectron(packageDir: string, options: FetchOptions = {}): Promise<BinaryFound> {
  if (!existsSync(join(packageDir, 'install.js'))) return { because: 'its package is not installed' };
  const there = installed(packageDir);
  if (there !== null) return { binary: there };
  const { env = process.env, tell = () => {} } = options;
  const version = versionOf(packageDir);
  const { file, url } = electronSource(version, env);
  const sha256 = checksumOf(packageDir, file);
  if (sha256 === null) return { because: `there is no Electron ${version} for this machine (${file})` };
  const archive = archivePath(packageDir, file);
  // Read where something is fetched alone: every other start is sooner without it.
  const { proxyOf } = await import('./electron-proxy.ts');
  const dispatcher = proxyOf(env);
  try {
    tell(`Fetching Electron ${version}, about 120 MB, from ${new URL(url).host}. This happens once.`);
    await fetchArchive({ ...options, url, sha256, path: archive, dispatcher });
  } catch (error) {
    return { because: `its binary could not be downloaded: ${(error as Error).message}` };
  } finally {
    await dispatcher.destroy();
  }
  try {
    await unpackWhole(packageDir, archive, electronProgram(env), options.unpack);
  } catch (error) {
    return { because: `its archive could not be unpacked: ${(error as Error).message}` };
  }
  rmSync(archive, { force: true });
  const fetched = installed(packageDir);
  return fetched === null ? { because: 'its archive does not hold what it should' } : { binary: fetched };
}

/** Puts the archive's content in place all at once, so that a start that is cut off leaves nothing half-done that looks whole. */
async function unpackWhole(packageDir: string, archive: string, program: string, unpack?: Unpack): Promise<void> {
  const half = join(packageDir, 'dist.part');
  rmSync(half, { recursive: true, force: true });
  await (unpack ?? ownUnpack(packageDir))(archive, { dir: half });
  rmSync(join(packageDir, 'dist'), { recursive: true, force: true });
  renameSync(half, join(packageDir, 'dist'));
  writeFileSync(join(packageDir, 'path.txt'), program);
}

function ownUnpack(packageDir: string): Unpack {
  const load = createRequire(join(packageDir, 'install.js'));
  return (load('@electron-internal/extract-zip') as { extract: Unpack }).extract;
}

function text(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}

const versionOf = (packageDir: string): string =>
  (JSON.parse(text(join(packageDir, 'package.json')) ?? '{}') as { version?: string }).version ?? '';

function checksumOf(packageDir: string, file: string): string | null {
  const sums = JSON.parse(text(join(packageDir, 'checksums.json')) ?? '{}') as Record<string, string>;
  return sums[file] ?? null;
}

/** The program that is in place; null when it is not whole. */
function installed(packageDir: string): string | null {
  const program = text(join(packageDir, 'path.txt'));
  if (program === null || text(join(packageDir, 'dist', 'version'))?.replace(/^v/, '') !== versionOf(packageDir)) {
    return null;
  }
  const path = join(process.env.ELECTRON_OVERRIDE_DIST_PATH || join(packageDir, 'dist'), program);
  return existsSync(path) ? path : null;
}

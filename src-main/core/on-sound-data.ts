import { openSound, type SoundStore } from '../db/damage/open-sound.ts';
import { rememberDesk } from '../db/known-desks.ts';
import { makeDataDir } from '../db/make-data-dir.ts';
import { databaseFile } from '../db/open.ts';
import { type Ownership, ownDataFolder } from '../db/own.ts';
import { guardDataFolder } from '../files/own-files.ts';
import { removeUnfinished, tightenDataFolder } from '../files/owner-only.ts';
import { logError } from '../platform/log/log.ts';
import type { CorePorts } from './ports.ts';

/** A data folder owned by this process, with its database open. */
export interface OpenedData extends SoundStore {
  /** The folder's real path. */
  readonly dataDir: string;
  readonly owner: Ownership;
  /** Takes functions that are called if the start fails. */
  readonly ends: (() => unknown)[];
}

/**
 * Takes a data folder, opens its database and starts a desk on it. If that fails, everything that was started is stopped again, so that the
 * data can then be examined or replaced.
 *
 * @throws DataFolderBusy, MigrationError, DamagedError, and what `start` throws
 */
export async function onSoundData<T>(ports: CorePorts, start: (opened: OpenedData) => Promise<T>): Promise<T> {
  const dataDir = makeDataDir(ports.dataDir);
  const owner = ownDataFolder(dataDir);
  const ends: (() => unknown)[] = [() => owner.release()];
  try {
    guardDataFolder(dataDir);
    removeUnfinished(dataDir);
    tightenDataFolder(dataDir);
    const opened = openSound(databaseFile(dataDir), owner.opens, ports.clock.now());
    ends.push(() => opened.store.raw.open && opened.store.close());
    rememberDesk(dataDir, ports.dataDir, ports.clock.now());
    return await start({ ...opened, dataDir, owner, ends });
  } catch (error) {
    // The first error is the cause. An error during the cleanup is only logged, so that it doesn't hide the cause.
    for (const end of ends.reverse()) {
      await (async () => end())().catch((thrown: unknown) =>
        logError('a desk that failed did not end in order', thrown),
      );
    }
    throw error;
  }
}

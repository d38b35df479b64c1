import { statSync } from 'node:fs';
import {
  CommandError,
  type CoreCommandName,
  coreCommands,
  type DeskData,
  type Reply,
} from '../../src-preload/contract/index.ts';
import { backupFile, listBackups, namedBackup } from '../db/backups/manifest.ts';
import type { DamagedError } from '../db/damage/errors.ts';
import { DataFolderBusy, type Ownership, ownDataFolder } from '../db/own.ts';
import { DamageReading } from './damage-reading.ts';
import type { CorePorts } from './ports.ts';
import type { Core } from './start-core.ts';

/**
 * A desk whose data can't be opened. It reports what is wrong and executes the repair that the operator chooses. All other commands are
 * refused.
 */
export function damagedCore(about: { ports: CorePorts; file: string; damage: DamagedError }): Core {
  const { ports, file, damage } = about;
  const { dataDir } = ports;
  // The lock is held so that no other process opens the same data meanwhile. If nothing can be written here, no other process can either.
  const owner = holdFolder(dataDir);
  const listeners = new Set<Parameters<Core['subscribe']>[0]>();
  const publish = () => {
    for (const listener of listeners) listener({ topic: 'desk' });
  };
  const reading = new DamageReading({ file, damage, backups: () => listBackups(dataDir), publish });
  const replace = async (how: Parameters<NonNullable<CorePorts['replace']>>[0]) => {
    if (!ports.replace) throw new CommandError('failed', 'The data can’t be replaced from here.');
    return await ports.replace(how);
  };
  const answers: Partial<Record<CoreCommandName, (input: never) => unknown>> = {
    'desk.damage': ({ wait }: { wait: boolean }) => reading.report(wait),
    'desk.data': (): DeskData => ({
      file,
      bytes: statSync(file, { throwIfNoEntry: false })?.size ?? 0,
      check: null,
      checking: false,
      backupFolder: `${dataDir}/backups`,
      backups: listBackups(dataDir),
      backingUp: false,
      encrypts: false,
      backupProblem: null,
    }),
    'desk.restore': ({ name, passphrase }: { name: string; passphrase?: string }) => {
      const path = backupFile(dataDir, name);
      if (path === null) throw new CommandError('not-found', `There is no backup ${name}.`, 'name');
      return replace({ by: 'backup', path, passphrase: passphrase ?? null });
    },
    'desk.restoreFile': async ({ path, passphrase }: { path: string; passphrase?: string }) =>
      replace({ by: 'backup', path: await namedBackup(dataDir, path), passphrase: passphrase ?? null }),
    'desk.salvage': () => replace({ by: 'salvage' }),
    'desk.startEmpty': () => replace({ by: 'nothing' }),
    'desk.reopen': async () => {
      await replace({ by: 'itself' });
      return {};
    },
  };
  return {
    async call(command, input): Promise<Reply> {
      const answer = answers[command as CoreCommandName];
      const shape = Object.hasOwn(coreCommands, command) ? coreCommands[command as CoreCommandName] : null;
      if (!answer || !shape) {
        const message = `${damage.message} Nothing was changed. Look at \`trunkline desk check\`, or open Trunkline to choose what to do.`;
        return { ok: false, error: { code: 'damaged', message } };
      }
      try {
        return { ok: true, value: shape.output.parse(await answer(shape.input.parse(input ?? {}) as never)) };
      } catch (error) {
        if (error instanceof CommandError) return { ok: false, error: error.toJSON() };
        return {
          ok: false,
          error: { code: 'failed', message: error instanceof Error ? error.message : String(error) },
        };
      }
    },
    unanswered: 0,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await reading.close();
      owner?.release();
    },
  };
}

function holdFolder(dataDir: string): Ownership | null {
  try {
    return ownDataFolder(dataDir);
  } catch (error) {
    if (error instanceof DataFolderBusy) throw error;
    return null;
  }
}

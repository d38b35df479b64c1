import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Secrets } from '../../core/ports.ts';
import { writeAtomically } from './write-atomically.ts';

const vaultFile = z.object({ version: z.literal(1), secrets: z.record(z.string(), z.string()) });

/**
 * Passwords in a file of the data folder that only its owner can read, for shells without the system's key store. It protects from other
 * users of the machine, not from programs of the same user.
 *
 * Writes run one after the other and each replaces the whole file, so a crash leaves the old one or the new one.
 */
export function openFileVault(dataDir: string): Secrets {
  const path = join(dataDir, 'vault.json');
  let turn: Promise<unknown> = Promise.resolve();

  /** Reads, changes and writes without another change in between. */
  function change(how: (secrets: Map<string, string>) => boolean): Promise<void> {
    const done = turn.then(async () => {
      const secrets = await readVault(path);
      if (how(secrets)) {
        await writeAtomically(path, JSON.stringify({ version: 1, secrets: Object.fromEntries(secrets) }));
      }
    });
    // The error is reported to the caller. The next change only waits for the end.
    turn = done.catch(() => {});
    return done;
  }

  return {
    async get(ref) {
      await turn;
      return (await readVault(path)).get(ref) ?? null;
    },
    set: (ref, value) =>
      change((secrets) => {
        secrets.set(ref, value);
        return true;
      }),
    delete: (ref) => change((secrets) => secrets.delete(ref)),
  };
}

async function readVault(path: string): Promise<Map<string, string>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw new Error(`The passwords in ${path} can't be read: ${(error as Error).message}.`);
  }
  // A copy restored by other tools may be readable by everyone.
  if (process.platform !== 'win32') await chmod(path, 0o600);
  const parsed = vaultFile.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new Error(
      `The password file ${path} is damaged. Move it away and enter the passwords of your connections again.`,
    );
  }
  return new Map(Object.entries(parsed.data.secrets));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The file is damaged, which the caller reports.
    return undefined;
  }
}

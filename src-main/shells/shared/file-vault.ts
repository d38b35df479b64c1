import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Secrets } from '../../core/ports.ts';
import { damagedKey, makeVaultKey, openSecret, readVaultKey, sealSecret } from './vault-key.ts';
import { writeAtomically } from './write-atomically.ts';

/** The first version held the secrets as text, the second holds them sealed. */
const vaultFile = z.object({ version: z.literal([1, 2]), secrets: z.record(z.string(), z.string()) });

/**
 * Passwords in a file of the data folder, for shells without the system's key store: sealed by a key in a file beside it, both readable by
 * their owner only. A search of the folder, a copy of the file or a backup of it alone does not show a password. It protects from other
 * users of the machine, not from programs of the same user, which can read both files.
 *
 * Reads and writes run one after the other, and each write replaces the whole file, so a crash leaves the old one or the new one.
 */
export function openFileVault(dataDir: string): Secrets {
  const path = join(dataDir, 'vault.json');
  const keyPath = join(dataDir, 'vault.key');
  let turn: Promise<unknown> = Promise.resolve();

  /** Runs after what was asked for before. */
  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const done = turn.then(run);
    // The error is reported to the caller. The next one only waits for the end.
    turn = done.catch(() => {});
    return done;
  }

  async function read(): Promise<Map<string, string>> {
    const { version, secrets } = await readVault(path);
    if (version === 2) return openAll(secrets);
    const all = new Map(Object.entries(secrets));
    // A vault of an earlier release is sealed at once, so that its text doesn't stay on the disk.
    if (all.size > 0) await write(all);
    return all;
  }

  async function openAll(secrets: Readonly<Record<string, string>>): Promise<Map<string, string>> {
    const entries = Object.entries(secrets);
    if (entries.length === 0) return new Map();
    const key = await readVaultKey(keyPath);
    if (key === null) throw new Error(damagedKey(keyPath));
    try {
      return new Map(entries.map(([name, entry]) => [name, openSecret(key, name, entry)]));
    } catch (cause) {
      throw new Error(damagedKey(keyPath), { cause });
    }
  }

  async function write(secrets: ReadonlyMap<string, string>): Promise<void> {
    const key = (await readVaultKey(keyPath)) ?? (await makeVaultKey(keyPath));
    const sealed = Object.fromEntries([...secrets].map(([name, secret]) => [name, sealSecret(key, name, secret)]));
    await writeAtomically(path, JSON.stringify({ version: 2, secrets: sealed }));
  }

  return {
    get: (ref) => inTurn(async () => (await read()).get(ref) ?? null),
    set: (ref, value) => inTurn(async () => write((await read()).set(ref, value))),
    delete: (ref) =>
      inTurn(async () => {
        const secrets = await read();
        if (secrets.delete(ref)) await write(secrets);
      }),
  };
}

async function readVault(path: string): Promise<z.infer<typeof vaultFile>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { version: 2, secrets: {} };
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
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The file is damaged, which the caller reports.
    return undefined;
  }
}

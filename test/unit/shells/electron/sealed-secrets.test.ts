import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sealedSecrets } from '../../../../src-main/shells/electron/sealed-secrets.ts';
import { openFileVault } from '../../../../src-main/shells/shared/file-vault.ts';
import { folder } from '../support.ts';
import { safeStorage, startReady } from './fake-electron.ts';

vi.mock('electron', () => import('./fake-electron.ts'));
beforeEach(startReady);

function opened(platform: NodeJS.Platform = 'linux') {
  const held = new Map<string, string>();
  const file = {
    get: (ref: string) => held.get(ref),
    set: (ref: string, sealed: string) => void held.set(ref, sealed),
    delete: (ref: string) => void held.delete(ref),
  };
  const vault = openFileVault(folder());
  return { held, vault, secrets: sealedSecrets(file, vault, platform) };
}

describe('sealed secrets', () => {
  it('keep what the system’s key store sealed, and nothing in clear', async () => {
    const { held, secrets } = opened();
    await secrets.set('connection:1', 'hunter2');
    expect(safeStorage.encryptStringAsync).toHaveBeenCalledWith('hunter2');
    expect(Buffer.from(held.get('connection:1') ?? '', 'base64').toString()).toBe('v112retnuh');
    expect(JSON.stringify([...held])).not.toContain('hunter2');
    expect(await secrets.get('connection:1')).toBe('hunter2');
    await secrets.delete('connection:1');
    expect(await secrets.get('connection:1')).toBeNull();
  });

  it('are kept where the synchronous backend is basic_text and the asynchronous one has a keyring', async () => {
    const { held, secrets } = opened();
    safeStorage.backend = 'basic_text';
    for (const mark of ['v11', 'v12']) {
      safeStorage.restart();
      safeStorage.mark = mark;
      await secrets.set('a', mark);
      expect(Buffer.from(held.get('a') ?? '', 'base64').toString()).toMatch(mark);
      expect(await secrets.get('a')).toBe(mark);
    }
  });

  it('are refused where the seal is the one that everyone knows, whatever the backend says', async () => {
    const { held, secrets } = opened();
    safeStorage.mark = 'v10';
    await expect(secrets.set('a', 'hunter2')).rejects.toThrow(
      /no unlocked key store.*GNOME Keyring.*start it again.*--browser/,
    );
    expect(held.size).toBe(0);
    // A keyring that is unlocked now is found by the next start alone, as the sentence says.
    safeStorage.mark = 'v11';
    await expect(secrets.set('a', 'hunter2')).rejects.toThrow('start it again');
    safeStorage.restart();
    await secrets.set('a', 'hunter2');
    expect(await secrets.get('a')).toBe('hunter2');
    safeStorage.restart();
    safeStorage.mark = 'v10';
    // On the other systems v10 is the mark of a real key.
    const mac = opened('darwin');
    await mac.secrets.set('a', 'hunter2');
    expect(await mac.secrets.get('a')).toBe('hunter2');
  });

  it('are refused while the key store does not answer', async () => {
    safeStorage.available = false;
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      const { held, secrets } = opened(platform);
      await expect(secrets.set('a', 'hunter2')).rejects.toThrow('key store');
      expect(held.size).toBe(0);
    }
  });

  it('take over what another shell left in its file, once', async () => {
    const { held, vault, secrets } = opened();
    await vault.set('a', 'left');
    expect(await secrets.get('a')).toBe('left');
    expect(await vault.get('a')).toBeNull();
    expect(held.has('a')).toBe(true);
    expect(await secrets.get('a')).toBe('left');
  });

  it('leave it in the file, and use it, where it can not be sealed', async () => {
    const { held, vault, secrets } = opened();
    safeStorage.mark = 'v10';
    await vault.set('a', 'left');
    expect(await secrets.get('a')).toBe('left');
    expect(await vault.get('a')).toBe('left');
    expect(held.size).toBe(0);
  });

  it('take the file’s password for the newer one, and forget it when a new one is set', async () => {
    const { vault, secrets } = opened();
    await secrets.set('a', 'old');
    await vault.set('a', 'changed in the browser');
    expect(await secrets.get('a')).toBe('changed in the browser');
    await vault.set('a', 'again');
    await secrets.set('a', 'newest');
    expect(await secrets.get('a')).toBe('newest');
    await vault.set('a', 'x');
    await secrets.delete('a');
    expect(await secrets.get('a')).toBeNull();
  });

  it('do not lose a new password to the moving of an old one', async () => {
    const { vault, secrets } = opened();
    await vault.set('a', 'old');
    const [, , now] = await Promise.all([secrets.get('a'), secrets.set('a', 'new'), secrets.get('a')]);
    expect(now).toBe('new');
  });

  it('are sealed anew when the key was changed', async () => {
    const { held, secrets } = opened();
    await secrets.set('a', 'x');
    safeStorage.restart();
    safeStorage.rotated = true;
    safeStorage.mark = 'v12';
    expect(await secrets.get('a')).toBe('x');
    expect(Buffer.from(held.get('a') ?? '', 'base64').toString()).toBe('v12x');
  });

  it('say so when the key store does not give them back, and keep them', async () => {
    const { held, secrets } = opened();
    await secrets.set('a', 'x');
    safeStorage.restart();
    safeStorage.locked = true;
    await expect(secrets.get('a')).rejects.toThrow('Unlock it, then quit Trunkline, start it again and resume');
    safeStorage.locked = false;
    await expect(secrets.get('a')).rejects.toThrow('start it again');
    safeStorage.restart();
    expect(held.has('a')).toBe(true);
    expect(await secrets.get('a')).toBe('x');
  });
});

import { safeStorage } from 'electron';
import type { Secrets } from '../../core/ports.ts';

/** The part of a settings file with the encrypted passwords. */
export interface SealedFile {
  get(ref: string): unknown;
  set(ref: string, sealed: string): void;
  delete(ref: string): void;
}

/**
 * The prefix that Chromium on Linux uses if it encrypted with the key in its source, because there is no key store (os_crypt/async/browser,
 * posix_key_provider.cc; with a key store it is v11 or v12: freedesktop_secret_key_provider.cc, secret_portal_key_provider.cc). It is the
 * only reliable sign: `getSelectedStorageBackend` reports the synchronous backend, which is `basic_text` on desktops whose keyring the
 * asynchronous one uses, and `isAsyncEncryptionAvailable` is true for the known key as well (electron_api_safe_storage.cc,
 * `OnOsCryptReady`).
 */
const NOT_A_SECRET = 'v10';

const NO_KEY_STORE =
  'This desktop has no unlocked key store that Trunkline could keep the password in. Install and unlock GNOME Keyring or KWallet, then quit ' +
  'Trunkline and start it again: it looks for a key store once, when it starts. Or run npm start -- --browser, which keeps passwords in a ' +
  'file that only you can read.';

/**
 * Passwords encrypted by the system's key store: Keychain, DPAPI, or the Secret Service of a Linux desktop. Passwords that other shells
 * left in their owner-only file are moved to it when first used. If Linux would encrypt with the publicly known key, nothing is stored.
 *
 * Operations run one after the other, so that moving an old password can't overtake setting a new one.
 */
export function sealedSecrets(file: SealedFile, leftBehind: Secrets, platform = process.platform): Secrets {
  let turn: Promise<unknown> = Promise.resolve();
  function next<T>(run: () => Promise<T>): Promise<T> {
    const done = turn.then(run);
    // The error is reported to the caller. The next operation only waits for the end.
    turn = done.catch(() => {});
    return done;
  }

  async function seal(ref: string, value: string): Promise<void> {
    const onLinux = platform === 'linux';
    if (!(await safeStorage.isAsyncEncryptionAvailable())) {
      throw new Error(
        onLinux
          ? NO_KEY_STORE
          : 'The system’s key store is not responding. Unlock it, then quit Trunkline and start it again.',
      );
    }
    const sealed = await safeStorage.encryptStringAsync(value);
    if (onLinux && sealed.subarray(0, NOT_A_SECRET.length).toString('latin1') === NOT_A_SECRET) {
      throw new Error(NO_KEY_STORE);
    }
    file.set(ref, sealed.toString('base64'));
  }

  async function moveOver(ref: string, value: string): Promise<void> {
    try {
      await seal(ref, value);
    } catch {
      // It stays where it was stored so far, which is no worse than before.
      return;
    }
    await leftBehind.delete(ref);
  }

  return {
    get: (ref) =>
      next(async () => {
        const left = await leftBehind.get(ref);
        if (left !== null) {
          await moveOver(ref, left);
          return left;
        }
        const sealed = file.get(ref);
        if (typeof sealed !== 'string') return null;
        const { result, shouldReEncrypt } = await unseal(sealed);
        // The old encryption can still be read. It is encrypted again the next time.
        if (shouldReEncrypt) await seal(ref, result).catch(() => {});
        return result;
      }),
    set: (ref, value) =>
      next(async () => {
        await seal(ref, value);
        await leftBehind.delete(ref);
      }),
    delete: (ref) =>
      next(async () => {
        file.delete(ref);
        await leftBehind.delete(ref);
      }),
  };
}

/**
 * Electron requests the key only once (electron_api_safe_storage.cc, `EnsureAsyncEncryptorRequested`), and another attempt needs a restart.
 */
async function unseal(sealed: string): Promise<{ result: string; shouldReEncrypt: boolean }> {
  try {
    return await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'));
  } catch (error) {
    throw new Error(
      `The system’s key store doesn’t return the password (${(error as Error).message}). Unlock it, then quit Trunkline, start it again and resume the connection; or enter its password again.`,
    );
  }
}

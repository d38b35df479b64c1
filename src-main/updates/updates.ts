import {
  type CommandArguments,
  CommandError,
  type NewerVersion,
  type UpdateStatus,
} from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import type { Clock } from '../platform/clock.ts';
import { AddressError, vendorUrl } from '../vendors/http.ts';
import { askFeed } from './ask-feed.ts';
import type { BuiltIn } from './built-in.ts';
import { type Kept, readKept, writeKept } from './kept.ts';
import { FeedError, publicKeyOf, readFeed } from './release.ts';
import { isNewer } from './versions.ts';

/** The delay of the first check, so that it doesn't slow down the start, ms. */
const FIRST_LOOK_MS = 3 * 60_000;
/** How often it is checked whether a day has passed, ms. */
const LOOK_EVERY_MS = 60 * 60_000;
const DAY_MS = 86_400_000;

export interface UpdatePorts {
  readonly store: Store;
  readonly clock: Clock;
  /** The running version. */
  readonly version: string;
  readonly builtIn: BuiltIn;
  /** Called when the displayed state has changed. */
  readonly changed: () => void;
}

/** Reports newer versions: fetches the organization's feed once a day if that is switched on. Downloads and installs nothing. */
export class Updates {
  readonly #ports: UpdatePorts;
  #checking: Promise<UpdateStatus> | null = null;
  #cancelLook: (() => void) | null = null;
  #stopped = false;

  constructor(ports: UpdatePorts) {
    this.#ports = ports;
  }

  /** Starts automatic checks, if they are switched on. */
  start(): void {
    this.#lookIn(FIRST_LOOK_MS);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelLook?.();
    // The error is reported to the caller of that check.
    await this.#checking?.catch(() => {});
  }

  #lookIn(ms: number): void {
    this.#cancelLook = this.#ports.clock.after(ms, () => {
      const last = this.#kept().lastCheck?.at ?? Number.NEGATIVE_INFINITY;
      const now = this.#ports.clock.now();
      this.#lookIn(LOOK_EVERY_MS);
      // A check with a future date, from a clock that was ahead, doesn't count.
      const isDue = last > now || now - last >= DAY_MS;
      // The result is stored, and shown in the settings.
      if (this.#kept().enabled && isDue) void this.check().catch(() => {});
    });
  }

  #kept(): Kept {
    const kept = readKept(this.#ports.store);
    const { url, publicKey } = this.#ports.builtIn;
    return {
      ...kept,
      url: kept.url === '' ? url : kept.url,
      publicKey: publicKey === '' ? kept.publicKey : publicKey,
    };
  }

  /** The version to report, if there is one that nobody dismissed. */
  notice(): NewerVersion | null {
    const { newer, dismissed } = this.status();
    return dismissed ? null : newer;
  }

  status(): UpdateStatus {
    const { version, builtIn, clock } = this.#ports;
    const { enabled, url, publicKey, lastCheck, told, dismissed } = this.#kept();
    const isNews = told !== null && isNewer(told.version, version) && told.expires > clock.now();
    return {
      ...{ version, enabled, url, publicKey, lastCheck },
      keyIsBuiltIn: builtIn.publicKey !== '',
      newer: isNews ? told : null,
      dismissed: isNews && told.version === dismissed,
    };
  }

  /** @throws CommandError if the address or the key is invalid, or missing while it is to be switched on */
  set({ enabled, url, publicKey }: CommandArguments<'updates.set'>): UpdateStatus {
    const { store, builtIn, changed } = this.#ports;
    const before = readKept(store);
    const next = {
      ...before,
      url: url === undefined ? before.url : addressOf(url),
      publicKey: publicKey === undefined || builtIn.publicKey !== '' ? before.publicKey : publicKeyOf(publicKey),
    };
    const isComplete = (next.url !== '' || builtIn.url !== '') && (next.publicKey !== '' || builtIn.publicKey !== '');
    if (enabled === true && !isComplete) {
      throw new CommandError('invalid-input', 'Enter the address of the feed and its public key first.', 'enabled');
    }
    const isOther = next.url !== before.url || next.publicKey !== before.publicKey;
    writeKept(store, {
      ...next,
      enabled: (enabled ?? before.enabled) && isComplete,
      ...(isOther ? { lastCheck: null, told: null, dismissed: null } : {}),
    });
    changed();
    return this.status();
  }

  dismiss(version: string): UpdateStatus {
    const { store, changed } = this.#ports;
    writeKept(store, { ...readKept(store), dismissed: version });
    changed();
    return this.status();
  }

  /** Fetches the feed now. Simultaneous calls make one request. @throws CommandError if there is no feed or no key */
  check(): Promise<UpdateStatus> {
    this.#checking ??= this.#checkNow().finally(() => {
      this.#checking = null;
    });
    return this.#checking;
  }

  async #checkNow(): Promise<UpdateStatus> {
    const { store, clock, version, changed } = this.#ports;
    const { url, publicKey } = this.#kept();
    if (url === '' || publicKey === '') {
      throw new CommandError(
        'invalid-input',
        'There is no update feed. Enter its address and its public key in Settings, Updates.',
      );
    }
    const found = await this.#ask(url, publicKey, version);
    // Another feed may have been entered meanwhile, and then the answer doesn't apply.
    const asked = this.#kept();
    if (this.#stopped || asked.url !== url || asked.publicKey !== publicKey) return this.status();
    const kept = readKept(store);
    writeKept(store, {
      ...kept,
      lastCheck: { at: clock.now(), result: found.result, words: found.words },
      // A signed version that was found earlier stays valid if a later check fails.
      told: found.result === 'failed' ? kept.told : found.release,
    });
    changed();
    return this.status();
  }

  async #ask(url: string, publicKey: string, version: string) {
    try {
      const release = readFeed(await askFeed(url), publicKey, this.#ports.clock.now());
      return isNewer(release.version, version)
        ? { result: 'newer' as const, words: `Version ${release.version} is available.`, release }
        : { result: 'current' as const, words: `Up to date: the feed has version ${release.version}.`, release: null };
    } catch (error) {
      if (!(error instanceof FeedError)) throw error;
      return { result: 'failed' as const, words: error.message, release: null };
    }
  }
}

/** A feed's address as stored. Empty stays empty. @throws CommandError */
function addressOf(text: string): string {
  if (text.trim() === '') return '';
  try {
    const url = vendorUrl(text.trim());
    if (url.username === '' && url.password === '') return url.href;
  } catch (error) {
    if (!(error instanceof AddressError)) throw error;
    throw new CommandError('invalid-input', error.message, 'url');
  }
  throw new CommandError('invalid-input', 'The address must not hold a name or a password.', 'url');
}

import type { Shell } from 'electron';
import type { Desk } from '../shared/desk.ts';

/** Only a phone number or an email address, which may be passed to the system's telephone or mail program. */
const TO_A_PERSON = /^(?:tel:\+?\d{2,15}|mailto:[\w.!#$%&'*+/=^`{|}~-]{1,64}@[\w.-]{1,255})$/;

export interface OutsideOptions {
  readonly shell: Pick<Shell, 'openExternal'>;
  /** The desk, once there is one. It knows the vendors' addresses. */
  readonly desk: () => Pick<Desk, 'call'> | null;
  /** Called with what could not be opened, and what to do instead. */
  readonly say: (sentence: string) => void;
}

/** Passes an address that the page wants to open to the system, or ignores it. Always resolves. */
export type OpenOutside = (url: string) => Promise<void>;

/**
 * Decides what the page may open outside its window: a telephone number, an email address, a page of a connected vendor (LionDesk's page
 * where a person grants access, OAuth 2.0), the page of a newer version from a signed feed, and the buyer's page that a posted lead is
 * redirected to. `shell.openExternal` starts whatever program the system has for an address, so nothing else is passed to it (Electron,
 * tutorial/security.md, "Do not use shell.openExternal with untrusted content").
 */
export function outsideOpener({ shell, desk, say }: OutsideOptions): OpenOutside {
  return async (url) => {
    if (!TO_A_PERSON.test(url) && !(await isKnown(url, desk()))) return;
    try {
      await shell.openExternal(url);
    } catch (error) {
      say(`${notOpened(url)} (${error instanceof Error ? error.message : String(error)}).`);
    }
  };
}

function notOpened(url: string): string {
  if (url.startsWith('tel:')) return `No program on this computer handles calls. Dial ${url.slice(4)} yourself`;
  if (url.startsWith('mailto:')) return `No program on this computer handles email. Write to ${url.slice(7)} yourself`;
  return 'The browser could not be opened. Copy the address and open it yourself';
}

async function isKnown(url: string, desk: Pick<Desk, 'call'> | null): Promise<boolean> {
  return (await isOfAVendor(url, desk)) || (await isOfAnUpdate(url, desk)) || (await isOfABuyer(url, desk));
}

/** Whether a receiver reported exactly this address as the buyer's page that a posted lead is redirected to. */
async function isOfABuyer(url: string, desk: Pick<Desk, 'call'> | null): Promise<boolean> {
  const address = safeAddress(url);
  if (address?.protocol !== 'https:' || desk === null) return false;
  const reply = await desk.call('delivery.isRedirect', { url: address.href });
  // The desk has parsed it by the contract.
  return reply.ok && (reply.value as { is: boolean }).is;
}

async function isOfAVendor(url: string, desk: Pick<Desk, 'call'> | null): Promise<boolean> {
  const address = safeAddress(url);
  if (address === null || desk === null) return false;
  const reply = await desk.call('connections.list', {});
  if (!reply.ok) return false;
  // The desk has parsed it by the contract.
  return (reply.value as Array<{ url: string }>).some(
    (connection) => safeAddress(connection.url)?.origin === address.origin,
  );
}

/** Whether it is exactly the address in the feed, whose signature the core has verified. */
async function isOfAnUpdate(url: string, desk: Pick<Desk, 'call'> | null): Promise<boolean> {
  if (safeAddress(url)?.protocol !== 'https:' || desk === null) return false;
  const reply = await desk.call('updates.status', {});
  if (!reply.ok) return false;
  // The desk has parsed it by the contract. Chromium passes on the normalized address.
  const { newer } = reply.value as { newer: { url: string } | null };
  return newer !== null && safeAddress(newer.url)?.href === new URL(url).href;
}

/** An https address without a user name or password; http only for this machine, where the practice vendors are. */
function safeAddress(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return null;
  const isHere = url.hostname === '127.0.0.1' || url.hostname === 'localhost' || url.hostname === '[::1]';
  return url.protocol === 'https:' || (url.protocol === 'http:' && isHere) ? url : null;
}

import type { Shell } from 'electron';
import type { Desk } from '../shared/desk.ts';

/** A phone number or an e-mail address and nothing else: what the system's own telephone or mail program may be handed. */
const TO_A_PERSON = /^(?:tel:\+?\d{2,15}|mailto:[\w.!#$%&'*+/=^`{|}~-]{1,64}@[\w.-]{1,255})$/;

export interface OutsideOptions {
  readonly shell: Pick<Shell, 'openExternal'>;
  /** The desk, once there is one: it knows the vendors' addresses. */
  readonly desk: () => Pick<Desk, 'call'> | null;
  /** Told what could not be opened, and what to do instead. */
  readonly say: (sentence: string) => void;
}

/** Hands an address that the page wants to leave for over to the system, or leaves it alone. Settles always. */
export type OpenOutside = (url: string) => Promise<void>;

/**
 * What the page may open outside its window: a telephone number, an e-mail address, a page of a vendor that this desk is connected
 * to (LionDesk's page on which a person grants access, OAuth 2.0), the page of a newer version that a signed feed told of, and the buyer's page
 * that a posted lead is redirected to. `shell.openExternal` starts whatever program the system has for an
 * address, so nothing else is handed to it (Electron, tutorial/security.md, "Do not use shell.openExternal with untrusted content").
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

/** Exactly an address that a receiver told as the buyer's page that a posted lead is redirected to. */
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

/** Exactly the address that the feed told, whose signature the core has checked. */
async function isOfAnUpdate(url: string, desk: Pick<Desk, 'call'> | null): Promise<boolean> {
  if (safeAddress(url)?.protocol !== 'https:' || desk === null) return false;
  const reply = await desk.call('updates.status', {});
  if (!reply.ok) return false;
  // The desk has parsed it by the contract; Chromium hands an address over as it normalizes it.
  const { newer } = reply.value as { newer: { url: string } | null };
  return newer !== null && safeAddress(newer.url)?.href === new URL(url).href;
}

/** An address over https without a name or password in it; over http on this machine alone, where the practice vendors are. */
function safeAddress(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return null;
  const isHere = url.hostname === '127.0.0.1' || url.hostname === 'localhost' || url.hostname === '[::1]';
  return url.protocol === 'https:' || (url.protocol === 'http:' && isHere) ? url : null;
}

/*
 * A stock Chromium can't be taught a scheme. The page of an own scheme is shown under an address of https that nothing answers but the
 * app's own handler: scheme://host becomes https://host.scheme.invalid (RFC 2606 keeps .invalid from ever resolving). It has the
 * privileges `standard`, `secure`, `supportFetchAPI` and `corsEnabled` of docs/api/structures/custom-scheme.md. A scheme that was not
 * registered as secure is shown under http, which Chromium takes for no secure context.
 */
const OWN = '.invalid';

export interface Privileges {
  readonly standard?: boolean;
  readonly secure?: boolean;
}

export const privileged = new Map<string, Privileges>();

/** The address under which Chromium shows one of an own scheme; every other stays as it is. */
export function inChromium(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  const scheme = url.protocol.slice(0, -1);
  const privileges = privileged.get(scheme);
  if (privileges?.standard !== true) return address;
  return `${privileges.secure === true ? 'https' : 'http'}://${url.host}.${scheme}${OWN}${address.slice(`${scheme}://${url.host}`.length) || '/'}`;
}

/** The address that Electron would give for one of Chromium's. */
export function inElectron(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  if (!url.hostname.endsWith(OWN) || !/^https?:$/.test(url.protocol)) return address;
  const parts = url.hostname.slice(0, -OWN.length).split('.');
  const scheme = parts.pop() ?? '';
  if (!privileged.has(scheme)) return address;
  return `${scheme}://${parts.join('.')}${address.slice(url.origin.length)}`;
}

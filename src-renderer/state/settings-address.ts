const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/;
const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/** Parses an address as typed, with https as the default; or returns why it can't be used. `such` is an example. */
export function readAddress(
  typed: string,
  empty: string,
  such: string,
): { readonly url: URL } | { readonly wrong: string } {
  const text = keptAddress(typed);
  if (text === '') return { wrong: empty };
  const url = URL.parse(text);
  if (url === null || url.hostname === '') return { wrong: `Not a valid web address. Example: ${such}` };
  if (url.username !== '' || url.password !== '')
    return { wrong: 'Don’t put the user and password in the address; they have their own fields.' };
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname))) {
    return {
      wrong: 'Use https://. Plain http is allowed only for this computer.',
    };
  }
  return { url };
}

/** An address as stored, with https as the default. */
export function keptAddress(typed: string): string {
  const text = typed.trim();
  return text === '' || SCHEME.test(text) ? text : `https://${text}`;
}

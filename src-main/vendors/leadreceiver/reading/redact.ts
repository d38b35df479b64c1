/** What stands in place of a secret in everything that is shown or kept. */
const REMOVED = '[removed]';

/** Takes a receiver's secrets out of a text, in every way that they may be written there. */
export function redactor(secrets: { readonly password: string; readonly token: string }): (text: string) => string {
  const spellings = [...new Set([secrets.password, secrets.token].filter((one) => one !== '').flatMap(spellingsOf))]
    .filter((one) => one !== '')
    .sort((a, b) => b.length - a.length);
  if (spellings.length === 0) return (text) => text;
  return (text) =>
    spellings.reduce(
      (left, spelling) =>
        left.includes(spelling)
          ? left
              .split(REMOVED)
              .map((part) => part.replaceAll(spelling, REMOVED))
              .join(REMOVED)
          : left,
      text,
    );
}

function spellingsOf(secret: string): string[] {
  const encoded = encodeURIComponent(secret.toWellFormed());
  const form = new URLSearchParams([['', secret]]).toString().slice(1);
  const xml = (apostrophe: string) =>
    secret
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", apostrophe);
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    ...[secret, encoded, form, encoded.replace(/%[0-9A-F]{2}/g, (one) => one.toLowerCase()), json],
    ...[json.replaceAll('/', '\\/'), xml("'"), xml('&apos;'), xml('&#39;')],
    Buffer.from(secret).toString('base64'),
  ];
}

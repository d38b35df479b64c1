import type { Issue } from '../../../src-preload/contract/issues.ts';

/** The other phone and the further ones of a row as one text, for the do-not-call list; empty if there are none. */
export const othersOf = (alt: string, more: string): string => (alt === '' && more === '' ? '' : `${alt}|${more}`);

/** The number of a further phone in the form `number_code_note`. */
export const numberOf = (part: string): string => part.split('_', 1)[0] ?? '';

/** The issues of a row's further phones (in the form of `othersOf`) that are on the do-not-call list. */
export function listedOthers(others: string, isListed: (phone: string) => boolean): Issue[] {
  if (others === '') return [];
  const at = others.indexOf('|');
  const [alt, more] = [others.slice(0, at), others.slice(at + 1)];
  const found: Issue[] = [];
  if (alt !== '' && isListed(alt)) {
    found.push({ code: 'alt-on-dnc', field: 'alt_phone', severity: 'change', before: alt, after: '' });
  }
  const listed = more === '' ? [] : more.split('!').filter((part) => isListed(numberOf(part)));
  if (listed.length > 0) {
    const after = more
      .split('!')
      .filter((part) => !listed.includes(part))
      .join('!');
    found.push({ code: 'more-on-dnc', field: 'multi_alt_phones', severity: 'change', before: more, after });
  }
  return found;
}

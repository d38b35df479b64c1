import type { SearchText } from '../../../../src-main/lead-index/index.ts';
/** How a lead is found, said anew in the plainest way, for texts of words, emails and phones without accents' rarer cases. */
export function matchesPlainly(lead: SearchText, text: string): boolean {
  const plain = (value: string) =>
    value
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/’/g, "'")
      .toLowerCase();
  const split = (value: string) => value.split(/[^a-z0-9]+/).filter(Boolean);
  const name = plain(`${lead.name} ${lead.places}`);
  const names = new Set([
    ...split(name),
    ...split(name.replaceAll("'", '')),
    ...name.split(/\s+/).map((word) => word.replace(/[^a-z0-9]/g, '')),
  ]);
  const told = plain(`${lead.words.replace(/\.com\b/, '')} ${lead.notes}`);
  const others = [...split(told), ...split(told.replaceAll("'", ''))];
  const begins = (words: Iterable<string>, part: string) => [...words].some((word) => word.startsWith(part));
  const wanted = plain(text);
  if (/^[\d\s().+-]+$/.test(wanted) && /[^\d]/.test(wanted)) {
    return lead.phones.some((phone) => phone.includes(wanted.replace(/\D/g, '')));
  }
  const parts = wanted.includes('@')
    ? wanted
        .split('@')
        .flatMap((half, at) => split(half.replace(/\.com$/, '')).filter((one) => at === 0 || one.length > 2))
    : split(wanted.replaceAll("'", ''));
  return parts.every((part) => {
    const inPhone = /^\d+$/.test(part) && lead.phones.some((phone) => phone.includes(part));
    return inPhone || begins(names, part) || (part.length > 2 ? begins(others, part) : others.includes(part));
  });
}

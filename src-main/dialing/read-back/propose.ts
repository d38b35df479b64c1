import type { DialerTraits } from '../../../src-preload/contract/index.ts';
import { cleanText, isClean, textRule } from '../check-row/text.ts';
import { fieldLabel } from '../reasons.ts';
import { type Difference, missing } from './compare.ts';

/** A change of a connection's profile, and its effect in words. */
export interface Proposal {
  readonly traits: DialerTraits;
  readonly words: string;
}

/**
 * The smallest change of the profile with which the check would have shown what the dialer stores: another profile, or accents or plus as a
 * whole, if that explains every difference; otherwise single fields. Null if nothing explains them.
 */
export function proposeTraits(traits: DialerTraits, differences: readonly Difference[]): Proposal | null {
  if (differences.length === 0) return null;
  const candidates: Proposal[] = [];
  const wholes: readonly [change: Partial<DialerTraits>, words: string][] = [
    [{ plus: 'space' }, 'send + as a space'],
    [{ accents: 'fold' }, 'send accented letters plain'],
    [{ accents: 'fold', plus: 'space' }, 'send accented letters plain and + as a space'],
    [{ profile: 'vicidial' }, 'use the VICIdial profile'],
    [{ profile: 'vicidial', accents: 'fold', plus: 'space' }, 'use the VICIdial profile, without accents'],
  ];
  for (const [change, words] of wholes) candidates.push({ traits: { ...traits, ...change }, words });
  const whole = candidates.find((candidate) => differences.every((one) => explains(candidate.traits, one)));
  return whole ?? byField(traits, differences);
}

/** Whether a check with these traits would have changed what was shown, without changing what the dialer stores. */
function explains(traits: DialerTraits, { field, shown, held }: Difference): boolean {
  const rule = textRule(traits, field, false);
  const stays = (value: string) => isClean(value, rule) || cleanText(value, rule).value === value;
  return !stays(shown) && stays(held.trim());
}

function byField(traits: DialerTraits, differences: readonly Difference[]): Proposal | null {
  const fields: Record<string, { drops?: string; max?: number }> = {};
  const words: string[] = [];
  for (const field of new Set(differences.map((one) => one.field))) {
    const own = differences.filter((one) => one.field === field);
    const known = traits.fields?.[field];
    const drops = missingIn(own);
    if (own.every(({ shown, held }) => held.trim() !== '' && shown.startsWith(held.trimEnd()))) {
      const max = Math.max(...own.map(({ held }) => held.length));
      fields[field] = { ...(known?.drops === undefined ? {} : { drops: known.drops }), max };
      words.push(`cut ${fieldLabel(field)} at ${max} characters`);
    } else if (drops !== '') {
      const max = known?.max;
      fields[field] = { drops: (known?.drops ?? '') + drops, ...(max === undefined ? {} : { max }) };
      words.push(`leave ${[...drops].join(' ')} out of ${fieldLabel(field)}`);
    }
  }
  if (words.length === 0) return null;
  return { traits: { ...traits, fields: { ...traits.fields, ...fields } }, words: words.join('; ') };
}

/** The ASCII signs that are missing in all stored values. */
function missingIn(differences: readonly Difference[]): string {
  const lost = new Set(differences.flatMap(({ shown, held }) => [...missing(shown, held)]));
  return [...lost].filter((char) => char > ' ' && char < '\x7f').join('');
}

import type { CommandOutput, LeadFacet, LeadFilter } from '../../src-preload/contract/index.ts';
import { plainWords, wordsTest } from '../../src-preload/rules/has-words.ts';
import type { Store } from '../db/store.ts';
import { countValues } from '../lead-index/facets/count-values.ts';
import type { LeadIndex, SelectContext } from '../lead-index/index.ts';
import { isNarrow } from '../lead-index/select.ts';
import { sourceNames } from '../leads/source-names.ts';
import { labelOf, spokenAs } from './facet-labels.ts';

/** The number of a facet's values that are counted with a filter: those that most leads have. */
const VALUES_AT_MOST = 200;

/**
 * The values of a facet with the number of matching leads that have each, most frequent first. The filter's conditions on the facet itself
 * are ignored, so that one sees what can be added.
 *
 * @param text only values with this label, letters, or other name; exact matches come first
 */
export async function facetValues(
  { store, index }: { readonly store: Store; readonly index: LeadIndex },
  facet: LeadFacet,
  filter: LeadFilter,
  context: SelectContext,
  text: string,
): Promise<CommandOutput<'leads.facet'>> {
  const names = facet === 'source' ? sourceNames(store) : null;
  const isSought = wordsTest(text);
  const exactly = plainWords(text);
  const isExact = ({ value }: { readonly value: string }) => exactly !== '' && plainWords(value) === exactly;
  const values = index
    .values(facet)
    .map(({ value, count }) => ({ value, label: names?.get(value) ?? labelOf(facet, value), count }))
    .filter(({ value, label }) => isSought(`${label} ${spokenAs(facet, value)}`))
    .sort((a, b) => Number(isExact(b)) - Number(isExact(a)))
    .slice(0, VALUES_AT_MOST);
  const others = withoutFacet(filter, facet);
  if (!isNarrow(others) && others.text.trim() === '') return values;
  const asked = values.map(({ value }) => value);
  const counts = await countValues(index.bits, index.select(others, context), facet, asked);
  return values
    .map((value, i) => ({ ...value, count: counts[i] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => Number(isExact(b)) - Number(isExact(a)) || b.count - a.count || (a.label < b.label ? -1 : 1));
}

function withoutFacet(filter: LeadFilter, facet: LeadFacet): LeadFilter {
  const { [facet]: _any, ...any } = filter.any;
  const { [facet]: _none, ...none } = filter.none;
  const { experience, ...rest } = filter;
  const empty = filter.empty.filter((other) => other !== facet);
  return { ...rest, any, none, empty, ...(experience && facet !== 'experience' ? { experience } : {}) };
}

import type { LeadFacet, LeadFilter } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { breathing } from './breathing.ts';
import type { LeadIndex, SelectContext } from './index.ts';
import { sourceNames } from './source-names.ts';

/** So many values of a facet are counted under a filter: those that most leads have. */
const VALUES_AT_MOST = 200;

export interface FacetValue {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/**
 * The values of a facet with how many of the leads that match have each, most frequent first. What the filter says of the facet
 * itself is left out, so that one sees what there is to add.
 *
 * @param text only values with this in their label
 */
export async function facetCounts(
  store: Store,
  index: LeadIndex,
  facet: LeadFacet,
  filter: LeadFilter,
  context: SelectContext,
  text: string,
): Promise<FacetValue[]> {
  const names = facet === 'source' ? sourceNames(store) : null;
  const sought = text.trim().toLowerCase();
  const values = index
    .values(facet)
    .map(({ value, count }) => ({ value, label: names?.get(value) ?? value, count }))
    .filter(({ label }) => label.toLowerCase().includes(sought))
    .slice(0, VALUES_AT_MOST);
  const others = withoutFacet(filter, facet);
  if (isOpen(others)) return values;
  const having = index.narrowed(others, context, facet);
  const counted: FacetValue[] = [];
  const letIn = breathing();
  for (const value of values) {
    counted.push({ ...value, count: having(value.value).count() });
    await letIn();
  }
  return counted.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}

function withoutFacet(filter: LeadFilter, facet: LeadFacet): LeadFilter {
  const { [facet]: _any, ...any } = filter.any;
  const { [facet]: _none, ...none } = filter.none;
  const { experience, ...rest } = filter;
  const empty = filter.empty.filter((other) => other !== facet);
  return { ...rest, any, none, empty, ...(experience && facet !== 'experience' ? { experience } : {}) };
}

/** Whether a filter leaves nothing out. */
function isOpen({ any, none, empty, experience, received, callback, text }: LeadFilter): boolean {
  const some = (facets: LeadFilter['any']) => Object.values(facets).some((values) => values.length > 0);
  return !some(any) && !some(none) && empty.length === 0 && !experience && !received && !callback && text.trim() === '';
}

import { type LeadFacet, type LeadFilter, type LeadFilterInput, leadFilter } from '../../src-preload/contract/index.ts';

/** One condition of a filter, as a chip shows it and an editor changes it. */
export type Condition =
  | { readonly kind: 'facet'; readonly facet: LeadFacet; readonly mode: FacetMode; readonly values: readonly string[] }
  | { readonly kind: 'experience'; readonly from: number | null; readonly to: number | null }
  | {
      readonly kind: 'received';
      readonly from: number | null;
      readonly until: number | null;
      /** The last days up to now, instead of two fixed dates. */
      readonly lastDays: number | null;
    }
  | { readonly kind: 'callback'; readonly due: CallbackDue; readonly whose: 'mine' | 'anyone' };

/** is, is not, has none. */
export type FacetMode = 'any' | 'none' | 'empty';
export type CallbackDue = NonNullable<LeadFilter['callback']>['due'];

/** A filter that matches every lead. */
export const EVERYTHING: LeadFilter = leadFilter.parse({});

/** A key that is unique among the conditions of a filter. */
export function keyOf(condition: Condition): string {
  return condition.kind === 'facet' ? `${condition.mode}:${condition.facet}` : condition.kind;
}

/** The conditions of a filter without the text, always in the same order. */
export function conditionsOf(filter: LeadFilter): Condition[] {
  const found: Condition[] = [];
  for (const mode of ['any', 'none'] as const) {
    for (const [facet, values] of Object.entries(filter[mode])) {
      if (values !== undefined && values.length > 0)
        found.push({ kind: 'facet', facet: facet as LeadFacet, mode, values });
    }
  }
  for (const facet of filter.empty) found.push({ kind: 'facet', facet, mode: 'empty', values: [] });
  if (filter.experience !== undefined)
    found.push({ kind: 'experience', from: filter.experience.from ?? null, to: filter.experience.to ?? null });
  if (filter.received !== undefined)
    found.push({
      kind: 'received',
      from: filter.received.from ?? null,
      until: filter.received.until ?? null,
      lastDays: filter.received.lastDays ?? null,
    });
  if (filter.callback !== undefined) found.push({ kind: 'callback', ...filter.callback });
  return found;
}

/** The filter without a condition. */
export function without(filter: LeadFilter, condition: Condition): LeadFilter {
  const { any, none, empty, experience, received, callback, text } = filter;
  const drop = (values: LeadFilter['any'], mode: FacetMode): LeadFilter['any'] =>
    condition.kind !== 'facet' || condition.mode !== mode
      ? values
      : Object.fromEntries(Object.entries(values).filter(([facet]) => facet !== condition.facet));
  return {
    any: drop(any, 'any'),
    none: drop(none, 'none'),
    empty:
      condition.kind === 'facet' && condition.mode === 'empty' ? empty.filter((f) => f !== condition.facet) : empty,
    ...(experience === undefined || condition.kind === 'experience' ? {} : { experience }),
    ...(received === undefined || condition.kind === 'received' ? {} : { received }),
    ...(callback === undefined || condition.kind === 'callback' ? {} : { callback }),
    text,
  };
}

/** The filter with a condition replaced or added. An empty one is removed. */
export function withCondition(filter: LeadFilter, condition: Condition, before: Condition | null = null): LeadFilter {
  const rest = without(before === null ? filter : without(filter, before), condition);
  switch (condition.kind) {
    case 'facet': {
      const { facet, mode, values } = condition;
      if (mode === 'empty') return { ...rest, empty: [...rest.empty, facet] };
      return values.length === 0 ? rest : { ...rest, [mode]: { ...rest[mode], [facet]: [...values] } };
    }
    case 'experience':
      return condition.from === null && condition.to === null
        ? rest
        : { ...rest, experience: given({ from: condition.from, to: condition.to }) };
    case 'received':
      return isOpenReceived(condition)
        ? rest
        : {
            ...rest,
            received: given({ from: condition.from, until: condition.until, lastDays: condition.lastDays }),
          };
    case 'callback':
      return { ...rest, callback: { due: condition.due, whose: condition.whose } };
  }
}

/** Whether there is no condition on when leads were received yet. */
export const isOpenReceived = ({ from, until, lastDays }: Extract<Condition, { kind: 'received' }>): boolean =>
  from === null && until === null && lastDays === null;

function given(values: Readonly<Record<string, number | null>>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).filter((e): e is [string, number] => e[1] !== null));
}

function sorted(values: LeadFilter['any']): unknown {
  return Object.entries(values)
    .filter(([, list]) => list !== undefined && list.length > 0)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([facet, list]) => [facet, [...(list ?? [])].sort()]);
}

/** Whether two filters match the same leads, however they were created. */
export function sameFilter(a: LeadFilter, b: LeadFilter): boolean {
  const shape = (f: LeadFilter) =>
    JSON.stringify([
      sorted(f.any),
      sorted(f.none),
      [...f.empty].sort(),
      f.experience?.from ?? null,
      f.experience?.to ?? null,
      f.received?.from ?? null,
      f.received?.until ?? null,
      f.received?.lastDays ?? null,
      f.callback?.due ?? null,
      f.callback?.whose ?? null,
      f.text.trim(),
    ]);
  return shape(a) === shape(b);
}

/** Only the non-empty parts, for a readable address. */
export function brief(filter: LeadFilter): LeadFilterInput {
  const { any, none, empty, text, ...rest } = filter;
  return {
    ...(Object.keys(any).length > 0 ? { any } : {}),
    ...(Object.keys(none).length > 0 ? { none } : {}),
    ...(empty.length > 0 ? { empty } : {}),
    ...rest,
    ...(text === '' ? {} : { text }),
  };
}

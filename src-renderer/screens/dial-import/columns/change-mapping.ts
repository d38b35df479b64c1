import {
  customLabel,
  FULL_NAME,
  LEAD_FIELDS,
  type LeadFieldName,
  type Mapping,
} from '../../../../src-preload/contract/index.ts';
import type { Target } from './field-groups.ts';

/** The field that a column fills. */
export function targetOf(mapping: Mapping, column: number): { readonly target: Target; readonly label: string } {
  for (const field of LEAD_FIELDS) {
    if (mapping.targets[field]?.from.includes(column) === true) return { target: field, label: '' };
  }
  if (mapping.fullName?.column === column) return { target: FULL_NAME, label: '' };
  const custom = Object.entries(mapping.custom).find(([, index]) => index === column);
  return custom === undefined ? { target: '(none)', label: '' } : { target: '(custom)', label: custom[0] };
}

function without(mapping: Mapping, column: number): Mapping {
  const targets: Mapping['targets'] = {};
  for (const field of LEAD_FIELDS) {
    const target = mapping.targets[field];
    const from = target?.from.filter((i) => i !== column) ?? [];
    if (target !== undefined && from.length > 0) targets[field] = { ...target, from };
  }
  const custom = Object.fromEntries(Object.entries(mapping.custom).filter(([, index]) => index !== column));
  const { fullName, ...rest } = mapping;
  const kept = fullName === undefined || fullName.column === column ? rest : mapping;
  return { ...kept, targets, custom };
}

/** The mapping with a column filling another field. If other columns fill that field, the column is joined after them. */
export function withTarget(mapping: Mapping, column: number, target: Target): Mapping {
  const next = without(mapping, column);
  if (target === '(none)') return next;
  if (target === '(custom)') {
    return {
      ...next,
      custom: {
        ...next.custom,
        [freeLabel(next, mapping.columns.find((c) => c.index === column)?.header ?? '')]: column,
      },
    };
  }
  // There is only one full name: the column replaces the one that filled it.
  if (target === FULL_NAME) return { ...next, fullName: { column, read: 'first-last' } };
  const before = next.targets[target];
  return { ...next, targets: { ...next.targets, [target]: { ...before, from: [...(before?.from ?? []), column] } } };
}

/** The mapping with a column filling a custom field with this label; the column that filled it before fills nothing. */
export function withCustom(mapping: Mapping, column: number, label: string): Mapping {
  const next = without(mapping, column);
  return { ...next, custom: { ...next.custom, [label]: column } };
}

/** A label made from a header that is valid for the dialer and not used by another column. */
export function freeLabel(mapping: Mapping, header: string): string {
  const plain = header
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase()
    .slice(0, 46);
  const base = customLabel.safeParse(plain).success ? plain : plain === '' ? 'custom' : `${plain}_x`.slice(0, 48);
  let label = base;
  for (let n = 2; label in mapping.custom; n++) label = `${base}_${n}`;
  return label;
}

/** Why a text can't be the label of this column's custom field, as a sentence. */
export function labelError(mapping: Mapping, column: number, label: string): string | undefined {
  const read = customLabel.safeParse(label);
  if (!read.success) return read.error.issues[0]?.message;
  const owner = mapping.custom[label];
  return owner !== undefined && owner !== column ? 'Another column has this label already.' : undefined;
}

/** The mapping with another label for a column's custom field; the label must be valid. */
export function withLabel(mapping: Mapping, column: number, label: string): Mapping {
  const custom = Object.entries(mapping.custom).map(
    ([name, index]) => [index === column ? label : name, index] as const,
  );
  return { ...mapping, custom: Object.fromEntries(custom) };
}

/** The mapping with another text between the joined columns of a field. */
export function withJoiner(mapping: Mapping, field: LeadFieldName, joiner: string): Mapping {
  const target = mapping.targets[field];
  if (target === undefined) return mapping;
  return { ...mapping, targets: { ...mapping.targets, [field]: { ...target, joiner } } };
}

/** The mapping with a column one place earlier among those joined into a field. */
export function movedUp(mapping: Mapping, field: LeadFieldName, column: number): Mapping {
  const target = mapping.targets[field];
  const at = target?.from.indexOf(column) ?? -1;
  if (target === undefined || at < 1) return mapping;
  const from = [...target.from];
  from.splice(at - 1, 0, ...from.splice(at, 1));
  return { ...mapping, targets: { ...mapping.targets, [field]: { ...target, from } } };
}

import {
  type CheckedRow,
  type Issue,
  LEAD_FIELD_LABELS,
  LEAD_FIELDS,
  type Mapping,
  NAME_FIELDS,
} from '../../../../src-preload/contract/index.ts';
import { capital } from '../../../../src-preload/rules/capital.ts';
import { ISSUES } from '../../../../src-preload/rules/issues.ts';
import { filledFields } from '../../../../src-preload/rules/mapping.ts';

const labels: Readonly<Record<string, string>> = LEAD_FIELD_LABELS;

/** The name of a field on screen; a custom field's is its label. */
export function fieldLabel(field: string): string {
  return labels[field] ?? field;
}

/** An issue of one value, beginning with a capital. */
export function issueWords(issue: Issue): string {
  const words = ISSUES[issue.code].what(fieldLabel(issue.field));
  return capital(issue.note === undefined ? words : `${words} (${issue.note})`);
}

const GRAVITY = { error: 0, warning: 1, change: 2 } as const;

/** The issues of a row, most severe first. */
export function rowWords(row: CheckedRow): string[] {
  return row.issues.toSorted((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity]).map(issueWords);
}

/** The fields that the mapping fills, phone first, custom fields last. */
export function mappedFields(mapping: Mapping | null): readonly string[] {
  if (mapping === null) return ['phone_number'];
  return [...filledFields(mapping), ...Object.keys(mapping.custom)];
}

/** The file's value for a field: its columns, joined as in the mapping. */
export function fileValue(row: CheckedRow, mapping: Mapping | null, field: string): string {
  const target = mapping?.targets[LEAD_FIELDS.find((f) => f === field) ?? 'phone_number'];
  const custom = mapping?.custom[field];
  if (custom !== undefined) return row.cells[custom] ?? '';
  if (target === undefined) {
    const isOfName = mapping?.fullName !== undefined && NAME_FIELDS.some((f) => f === field);
    return isOfName ? (row.cells[mapping?.fullName?.column ?? -1] ?? '') : '';
  }
  return target.from
    .map((i) => row.cells[i] ?? '')
    .filter((c) => c !== '')
    .join(target.joiner ?? ' ');
}

/** The most severe issue of a row's field. */
export function issueOf(row: CheckedRow, field: string): Issue | undefined {
  const about = row.issues.filter((i) => i.field === field);
  return about.find((i) => i.severity === 'error') ?? about.find((i) => i.severity === 'change') ?? about[0];
}

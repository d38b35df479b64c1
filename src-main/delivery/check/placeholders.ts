import type { ReceiverField } from '../../../src-preload/contract/index.ts';
import { isNoText, isPlaceholder } from '../../dialing/check-row/index.ts';

/** Whether a value only says that there is none: `NULL`, `N/A`, `none`, `-` and similar. */
export type SaysNothing = (value: string) => boolean;

/**
 * Returns the rule for each field, which is that of a dial list: a text may be one of the words that stand for nothing elsewhere, and a name
 * may be `Null`. What the field's lead type lists as allowed is always a value.
 */
export function placeholderRules(fields: readonly ReceiverField[]): (name: string) => SaysNothing {
  const byName = new Map(fields.map((field) => [field.name.toLowerCase(), field]));
  const rules = new Map<string, SaysNothing>();
  return (name) => {
    const known = rules.get(name) ?? ruleFor(name, byName.get(name.toLowerCase()));
    rules.set(name, known);
    return known;
  };
}

function ruleFor(name: string, field: ReceiverField | undefined): SaysNothing {
  const isName = /name$/i.test(name);
  const says: SaysNothing =
    field === undefined || field.type === 'text' ? (value) => isNoText(value, isName) : isPlaceholder;
  if (field === undefined || field.values.length === 0) return says;
  const allowed = new Set(field.values.map((value) => value.toLowerCase()));
  return (value) => says(value) && !allowed.has(value.toLowerCase());
}

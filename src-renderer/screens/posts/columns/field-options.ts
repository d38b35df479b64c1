import type { ReceiverField } from '../../../../src-preload/contract/index.ts';
import type { Option } from '../../../ui/select.tsx';

/** The fields of a call lead about its call. */
export const CALL_FIELDS: readonly Option<string>[] = [
  { value: 'ivrnumber', label: 'Number called', note: 'ivrnumber' },
  { value: 'callduration', label: 'Duration, seconds', note: 'callduration' },
  { value: 'callresult', label: 'Result', note: 'callresult' },
  { value: 'calldate', label: 'Date and time, your time', note: 'calldate' },
];

/** The required fields of a call lead. */
export const REQUIRED_OF_CALL: readonly string[] = ['ivrnumber', 'callduration'];

/** The fields of a lead type as options, and the chosen field if it is not one of them. */
export function fieldOptions(fields: readonly ReceiverField[], chosen: string | null): Option<string>[] {
  const known = fields.map(({ name, required }) => ({ value: name, label: name, note: required ? 'required' : '' }));
  const isOther =
    chosen !== null &&
    !fields.some(({ name }) => name === chosen) &&
    !CALL_FIELDS.some(({ value }) => value === chosen);
  return isOther ? [...known, { value: chosen, label: chosen, note: 'not of this lead type' }] : known;
}

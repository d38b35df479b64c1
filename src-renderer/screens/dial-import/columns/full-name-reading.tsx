import type { FullNameReading, Mapping } from '../../../../src-preload/contract/index.ts';
import { changeDraft } from '../../../state/draft.ts';
import { Select } from '../../../ui/select.tsx';

const READINGS = [
  { value: 'first-last', label: 'Split: John Q. Smith' },
  { value: 'last-first', label: 'Split: Smith John Q.' },
  { value: 'whole', label: 'Don’t split: use as First name' },
] as const satisfies readonly { value: FullNameReading; label: string }[];

/** How a column of full names is read: which name comes first if there is no comma, or not split at all. */
export function FullNameReadingChoice({ header, mapping }: { readonly header: string; readonly mapping: Mapping }) {
  const { fullName } = mapping;
  if (fullName === undefined) return null;
  return (
    <Select
      size="small"
      aria-label={`How names in ${header} are split`}
      value={fullName.read}
      options={READINGS}
      onChange={(read) => changeDraft({ mapping: { ...mapping, fullName: { ...fullName, read } } })}
    />
  );
}

import type { DoNotCallColumn, Mapping } from '../../../../src-preload/contract/index.ts';
import { changeDraft } from '../../../state/draft.ts';
import { Select } from '../../../ui/select.tsx';

const CHOICES = [
  { value: 'yes-is-do-not-call', label: '“Yes” means do not call' },
  { value: 'yes-is-call', label: '“Yes” means OK to call' },
  { value: 'either', label: '“Yes” means do not call, “no” is unclear' },
  { value: 'words-alone', label: 'Only “DNC” leaves a row out' },
  { value: '', label: 'Leave no row out by it' },
] as const;

interface DoNotCallChoiceProps {
  readonly header: string;
  readonly mapping: Mapping;
  /** What was suggested for the column. */
  readonly suggested: DoNotCallColumn;
}

/** How a column that marks people who must not be called is read, or that it is ignored. */
export function DoNotCallChoice({ header, mapping, suggested }: DoNotCallChoiceProps) {
  const { column } = suggested;
  const chosen = mapping.doNotCall?.find((one) => one.column === column);
  return (
    <Select
      size="small"
      aria-label={`Do-not-call rule for ${header}`}
      value={chosen?.sense ?? ''}
      options={CHOICES}
      onChange={(sense) => {
        const others = (mapping.doNotCall ?? []).filter((one) => one.column !== column);
        const doNotCall = sense === '' ? others : [...others, { ...suggested, sense }];
        changeDraft({ mapping: { ...mapping, doNotCall } });
      }}
    />
  );
}

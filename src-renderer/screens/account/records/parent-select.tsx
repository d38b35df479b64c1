import type { RecordKind } from '../../../../src-preload/contract/index.ts';
import { Select } from '../../../ui/select.tsx';
import styles from '../account.module.css';
import { useNamed } from './use-names.ts';

interface ParentSelectProps {
  readonly connectionId: number;
  readonly kind: RecordKind;
  /** Whether a parent must be chosen; otherwise the records of all parents can be shown. */
  readonly needed: boolean;
  readonly value: number;
  readonly onValue: (parent: number) => void;
}

const WORDS: Partial<Record<RecordKind, { readonly one: string; readonly name: string; readonly all: string }>> = {
  leadTypes: { one: 'Lead type', name: 'Descriptor', all: 'Choose a lead type' },
  lists: { one: 'Distribution list', name: 'Description', all: 'All lists' },
  sources: { one: 'Lead source', name: 'Name', all: 'All sources' },
};

/** Chooses the parent of the records: a lead type, a list or a source. */
export function ParentSelect({ connectionId, kind, needed, value, onValue }: ParentSelectProps) {
  const words = WORDS[kind] ?? { one: 'Within', name: 'Name', all: 'All' };
  const named = useNamed(connectionId, kind, words.name);
  const options = named.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select<number>
      size="small"
      aria-label={words.one}
      className={styles.parent}
      value={value === 0 && needed ? null : value}
      placeholder={words.all}
      options={needed ? options : [{ value: 0, label: words.all }, ...options]}
      onChange={onValue}
    />
  );
}

import { Columns3 } from 'lucide-react';
import type { Mapping } from '../../../../src-preload/contract/index.ts';
import { ActionButton } from '../../../ui/button.tsx';
import { formatCount } from '../../../ui/format.ts';
import { useAction } from '../../../ui/keys.ts';
import { fieldLabel, mappedFields } from '../checks/issue-words.ts';
import styles from './remembered-columns.module.css';

interface RememberedColumnsProps {
  readonly mapping: Mapping;
  readonly onOpen: () => void;
}

/** The columns of a file like one that was mapped before: summarized, and only shown in full if the operator wants to see them. */
export function RememberedColumns({ mapping, onOpen }: RememberedColumnsProps) {
  const look = useAction({ id: 'columns.look', label: 'Review columns', keys: 'c', group: 'Import', run: onOpen });
  const headerOf = (index: number) => mapping.columns.find((c) => c.index === index)?.header ?? `column ${index + 1}`;
  const rows = mappedFields(mapping).map((field) => {
    const from = mapping.custom[field] === undefined ? sourcesOf(mapping, field) : [mapping.custom[field]];
    return { field, from: from.map(headerOf).join(' + ') };
  });
  const sent = new Set(rows.flatMap((r) => r.from)).size;
  return (
    <div className={styles.remembered}>
      <h2 className={styles.title}>Mapped as last time</h2>
      <p className={styles.words}>
        Columns are mapped as in an earlier file with the same columns: {formatCount(sent, 'field')} from{' '}
        {formatCount(mapping.columns.length, 'column')}.
      </p>
      <dl className={styles.list}>
        {rows.map(({ field, from }) => (
          <div key={field} className={styles.row}>
            <dt>{fieldLabel(field)}</dt>
            <dd>{from}</dd>
          </div>
        ))}
      </dl>
      <ActionButton action={look} icon={Columns3} />
    </div>
  );
}

function sourcesOf(mapping: Mapping, field: string): readonly number[] {
  const own = Object.entries(mapping.targets).find(([name]) => name === field)?.[1]?.from;
  return own ?? (mapping.fullName === undefined ? [] : [mapping.fullName.column]);
}

import type { ImportDetail, Mapping } from '../../../../src-preload/contract/index.ts';
import { ColumnLines } from '../../../features/list-file/column-line.tsx';
import { useKnownChoices } from '../../../state/dialer-choices.ts';
import { useDraft } from '../../../state/draft.ts';
import { ColumnRow } from './column-row.tsx';

function threeSamples(samples: readonly (readonly string[])[], index: number): string[] {
  const found = new Set<string>();
  for (const cells of samples) {
    const text = cells[index]?.trim() ?? '';
    if (text !== '') found.add(text);
    if (found.size === 3) break;
  }
  return [...found];
}

/** Every column of the file and the field that it fills. */
export function ColumnTable({ detail, mapping }: { readonly detail: ImportDetail; readonly mapping: Mapping }) {
  const { columns, samples } = detail.inspection;
  const { choices } = useKnownChoices(
    useDraft((d) => d.connectionId),
    false,
  );
  const listId = useDraft((d) => d.settings.list_id).trim();
  const custom = { listId, labels: choices?.lists?.find((one) => one.listId === listId)?.fields ?? [] };
  return (
    <ColumnLines>
      {columns.map((header, index) => (
        <ColumnRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in the file
          key={index}
          index={index}
          header={header}
          samples={threeSamples(samples, index)}
          mapping={mapping}
          guess={detail.suggestion.guesses.find((g) => g.from.includes(index))}
          note={detail.suggestion.notes.find((n) => n.column === index)?.why}
          aboutCalls={detail.suggestion.mapping.doNotCall?.find((one) => one.column === index)}
          custom={custom}
          remembered={detail.mapping === null && detail.suggestion.remembered ? detail.suggestion.mapping : null}
        />
      ))}
    </ColumnLines>
  );
}

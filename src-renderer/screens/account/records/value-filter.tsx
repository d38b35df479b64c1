import { ListFilter } from 'lucide-react';
import { useState } from 'react';
import type { RecordField, RecordKind, RecordValue } from '../../../../src-preload/contract/index.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { Button } from '../../../ui/button.tsx';
import { Popover } from '../../../ui/popover.tsx';
import { BEGUN, foundIn } from '../../../ui/search-list.tsx';
import { TickList } from '../../../ui/tick-list.tsx';
import { type NameOf, shownText } from './shown-value.ts';

interface ValueFilterProps {
  readonly connectionId: number;
  readonly kind: RecordKind;
  readonly parent: number;
  readonly field: RecordField;
  readonly values: readonly RecordValue[];
  readonly nameOf: NameOf;
  /** Whether the records are being read, so that values are still to come. */
  readonly reading?: boolean;
  readonly onValues: (values: readonly RecordValue[]) => void;
}

const keyOf = (value: RecordValue) => JSON.stringify(value);

/** Filters records by the values of a field, each with its count. */
export function ValueFilter(props: ValueFilterProps) {
  const { field, values, nameOf } = props;
  const [open, setOpen] = useState(false);
  const word = (value: RecordValue) => shownText(field, value, nameOf, 0) || 'None';
  const label =
    values.length === 0
      ? field.label
      : `${field.label}: ${values.length === 1 ? word(values[0] ?? null) : values.length}`;
  return (
    <Popover
      open={open}
      onOpen={setOpen}
      label={`Filter by ${field.label}`}
      trigger={
        <Button size="small" icon={ListFilter} aria-pressed={values.length > 0}>
          {label}
        </Button>
      }
    >
      <Values {...props} word={word} onDone={() => setOpen(false)} />
    </Popover>
  );
}

function Values({
  connectionId,
  kind,
  parent,
  field,
  values,
  reading,
  onValues,
  word,
  onDone,
}: ValueFilterProps & { readonly word: (value: RecordValue) => string; readonly onDone: () => void }) {
  const [searching, setSearching] = useState(BEGUN);
  const place = { connectionId, kind, ...(parent === 0 ? {} : { parent }) };
  const { value: counted } = useCommandQuery('leadexec.values', { ...place, field: field.path, count: 200 }, [
    'account',
  ]);
  const options = (counted ?? []).map(({ value, count }) => ({ key: keyOf(value), label: word(value), count }));
  return (
    <TickList
      label={field.label}
      searching={searching}
      onSearching={setSearching}
      options={foundIn(options, searching)}
      ticked={values.map(keyOf)}
      onChange={(keys) => onValues(keys.map((key) => JSON.parse(key) as RecordValue))}
      onDone={onDone}
      none={
        counted === null
          ? null
          : options.length > 0
            ? 'No match.'
            : reading === true
              ? 'Being read …'
              : 'No record has a value.'
      }
    />
  );
}

import { ArrowUp } from 'lucide-react';
import { useEffect, useState } from 'react';
import {
  type DoNotCallColumn,
  FULL_NAME,
  LEAD_FIELD_LABELS,
  type Mapping,
  type MappingSuggestion,
} from '../../../../src-preload/contract/index.ts';
import { ColumnLine } from '../../../features/list-file/column-line.tsx';
import styles from '../../../features/list-file/column-table.module.css';
import { changeDraft } from '../../../state/draft.ts';
import { IconButton } from '../../../ui/button.tsx';
import { TextInput } from '../../../ui/inputs.tsx';
import { Select } from '../../../ui/select.tsx';
import { labelError, movedUp, targetOf, withCustom, withJoiner, withLabel, withTarget } from './change-mapping.ts';
import { DoNotCallChoice } from './do-not-call-choice.tsx';
import { type Target, type TargetChoice, targetOptions } from './field-groups.ts';
import { FullNameReadingChoice } from './full-name-reading.tsx';

interface ColumnRowProps {
  readonly index: number;
  readonly header: string;
  readonly samples: readonly string[];
  readonly mapping: Mapping;
  readonly guess: MappingSuggestion | undefined;
  /** Why it fills nothing although its name suggests a field. */
  readonly note: string | undefined;
  /** How the column marks people who must not be called, if it does. */
  readonly aboutCalls: DoNotCallColumn | undefined;
  /** The custom fields that the dialer reports for the chosen list. */
  readonly custom: { readonly listId: string; readonly labels: readonly string[] };
  /** The mapping remembered for these columns, if it was filled in. */
  readonly remembered: Mapping | null;
}

const JOINERS = [
  { value: ' ', label: 'a space' },
  { value: ', ', label: 'a comma and a space' },
  { value: ' - ', label: 'a dash' },
  { value: '', label: 'nothing' },
] as const;

function sureness(confidence: number): string {
  if (confidence >= 0.9) return 'Sure';
  return confidence >= 0.6 ? 'Likely' : 'Guess: please check';
}

/** One column of the file: its name, three samples, its field, and why that field was suggested. */
export function ColumnRow({
  index,
  header,
  samples,
  mapping,
  guess,
  note,
  aboutCalls,
  custom,
  remembered,
}: ColumnRowProps) {
  const { target, label } = targetOf(mapping, index);
  const nameOf = (i: number) => mapping.columns.find((c) => c.index === i)?.header ?? `column ${i + 1}`;
  const options = targetOptions((field) => {
    const others = mapping.targets[field]?.from.filter((i) => i !== index) ?? [];
    return others.length === 0 ? undefined : others.map((i) => `“${nameOf(i)}”`).join(', ');
  }, custom);
  const picked: TargetChoice = target === '(custom)' && custom.labels.includes(label) ? `custom:${label}` : target;
  const choose = (choice: TargetChoice) => {
    if (!choice.startsWith('custom:')) {
      changeDraft({ mapping: withTarget(mapping, index, choice as Target) });
      return;
    }
    changeDraft({ mapping: withCustom(mapping, index, choice.slice('custom:'.length)) });
  };
  const asRemembered = remembered !== null && targetOf(remembered, index).target === target;
  const keepsOut = mapping.doNotCall?.some((one) => one.column === index) ?? false;
  const why =
    target === '(none)'
      ? keepsOut
        ? 'Not sent; rows are left out by it'
        : (note ?? 'Not sent')
      : asRemembered
        ? 'Same as last time'
        : guess?.field === target
          ? `${sureness(guess.confidence)}: ${guess.why}`
          : 'Set by you';
  return (
    <ColumnLine
      header={header}
      samples={samples}
      leftOut={target === '(none)' && !keepsOut}
      why={why}
      unsure={
        (target === '(none)' && !keepsOut && note !== undefined) ||
        (target !== '(none)' && !asRemembered && guess?.field === target && guess.confidence < 0.6)
      }
    >
      <Select aria-label={`${header} becomes`} size="small" value={picked} options={options} onChange={choose} />
      {picked === '(custom)' && <CustomLabel mapping={mapping} index={index} label={label} header={header} />}
      {target === FULL_NAME && <FullNameReadingChoice header={header} mapping={mapping} />}
      {target !== '(custom)' && target !== '(none)' && target !== FULL_NAME && (
        <Joined mapping={mapping} field={target} index={index} />
      )}
      {aboutCalls !== undefined && <DoNotCallChoice header={header} mapping={mapping} suggested={aboutCalls} />}
      {target === 'date_of_birth' && <DateOrder mapping={mapping} />}
    </ColumnLine>
  );
}

function CustomLabel({
  mapping,
  index,
  label,
  header,
}: {
  readonly mapping: Mapping;
  readonly index: number;
  readonly label: string;
  readonly header: string;
}) {
  const [text, setText] = useState(label);
  useEffect(() => setText(label), [label]);
  const error = labelError(mapping, index, text);
  return (
    <>
      <TextInput
        size="small"
        aria-label={`Custom field label for ${header}`}
        aria-invalid={error !== undefined}
        value={text}
        onChange={(typed) => {
          setText(typed);
          if (labelError(mapping, index, typed) === undefined)
            changeDraft({ mapping: withLabel(mapping, index, typed) });
        }}
      />
      {error !== undefined && (
        <p className={styles.wrong} role="alert">
          {error}
        </p>
      )}
    </>
  );
}

function Joined({
  mapping,
  field,
  index,
}: {
  readonly mapping: Mapping;
  readonly field: keyof Mapping['targets'];
  readonly index: number;
}) {
  const target = mapping.targets[field];
  if (target === undefined || target.from.length < 2) return null;
  const at = target.from.indexOf(index);
  return (
    <div className={styles.joined}>
      <span>
        Part {at + 1} of {target.from.length}
        {at === 0 && ', then'}
      </span>
      {at === 0 ? (
        <Select
          size="small"
          aria-label={`Between the parts of ${LEAD_FIELD_LABELS[field]}`}
          value={target.joiner ?? ' '}
          options={JOINERS}
          onChange={(joiner) => changeDraft({ mapping: withJoiner(mapping, field, joiner) })}
        />
      ) : (
        <IconButton
          size="small"
          icon={ArrowUp}
          label={`Move before part ${at}`}
          onClick={() => changeDraft({ mapping: movedUp(mapping, field, index) })}
        />
      )}
    </div>
  );
}

const ORDERS = [
  { value: '', label: '03/04/1980: detected from the file' },
  { value: 'mdy', label: '03/04/1980 is March 4' },
  { value: 'dmy', label: '03/04/1980 is April 3' },
  { value: 'ymd', label: '80/03/04 is March 4, 1980' },
] as const;

function DateOrder({ mapping }: { readonly mapping: Mapping }) {
  const change = (order: (typeof ORDERS)[number]['value']) => {
    const { dateOrder: _, ...rest } = mapping;
    changeDraft({ mapping: order === '' ? rest : { ...rest, dateOrder: order } });
  };
  return (
    <Select
      size="small"
      aria-label="Date order (such as 03/04/1980)"
      value={mapping.dateOrder ?? ''}
      options={ORDERS}
      onChange={change}
    />
  );
}

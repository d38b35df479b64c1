import { Trash2, Type } from 'lucide-react';
import { useId, useState } from 'react';
import { IconButton } from '../../../ui/button.tsx';
import { TextInput } from '../../../ui/inputs.tsx';
import { type Option, Select } from '../../../ui/select.tsx';
import styles from './criteria.module.css';
import {
  type Choice,
  type Criterion,
  FUNCTIONS,
  functionOf,
  isNegative,
  kindOf,
  type LeadField,
  OPERATORS,
  operatorOf,
  readChoice,
  TYPES,
  typeOf,
  type ValueKind,
} from './criterion.ts';
import { criterionText, operatorWords, shownOperator } from './sentence.ts';
import { hasParts, ValueEditor } from './value-editor.tsx';
import { comparedKind, valueProblem } from './values.ts';

interface CriterionRowProps {
  /** The number of the row, from 1. */
  readonly number: number;
  readonly criterion: Criterion;
  readonly fields: readonly LeadField[];
  readonly onChange: (criterion: Criterion) => void;
  readonly onRemove: () => void;
}

/** What is compared. The document has three types; functions are listed by name, because their names read as words. */
const COMPARED = [
  { value: 'FieldValue', label: 'Value of' },
  { value: 'AGE', label: 'Age in years of' },
  { value: 'LENGTH', label: 'Length of' },
  { value: 'HOUR', label: 'Hour of' },
  { value: 'WEEKDAY', label: 'Weekday of' },
  { value: 'Expression', label: 'Pattern of' },
  { value: 'Function', label: 'Other function of' },
] as const;
type Compared = (typeof COMPARED)[number]['value'];

const comparedOf = (criterion: Criterion): Compared | null => {
  const type = typeOf(criterion);
  return type === 'Function' ? (functionOf(criterion) ?? 'Function') : type;
};

/** The criterion with something else compared. A named function is written as an expression. */
function withCompared(criterion: Criterion, compared: Compared): Criterion {
  const func = FUNCTIONS.find((name) => name === compared);
  if (func !== undefined) return { ...criterion, Type: 'Function', Expression: func };
  const expression = functionOf(criterion) === null ? criterion.Expression : '';
  return { ...criterion, Type: TYPES.find((type) => type === compared) ?? 'FieldValue', Expression: expression };
}

/** One criterion: a field, what of it is compared, the operator and the value. */
export function CriterionRow({ number, criterion, fields, onChange, onRemove }: CriterionRowProps) {
  const id = useId();
  const [asText, setAsText] = useState(false);
  const field = fields.find((one) => one.id === criterion.LeadFieldUID);
  const about = `${field?.name ?? `field ${criterion.LeadFieldUID}`}, criterion ${number}`;
  const type = typeOf(criterion);
  const compared = comparedOf(criterion);
  const func = type === 'Function' ? functionOf(criterion) : null;
  const kind = comparedKind(kindOf(field?.dataType ?? ''), type);
  const operator = operatorOf(criterion);
  const text = criterion.Value ?? '';
  const isPattern = type === 'Expression';
  const inParts = hasParts(operator, text);
  const asRaw = asText || (!inParts && (operator === null || PARTED.has(operator)));
  const problem = isPattern ? patternProblem(criterion) : valueProblem(operator, kind, text);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can't be a grid whose columns are aligned with those of others
    <div
      role="group"
      aria-label={`Criterion ${number}: ${criterionText(criterion, fields)}`}
      aria-describedby={problem === null ? undefined : `${id}-problem`}
      className={styles.row}
      data-criterion={number}
    >
      <Select<Compared | 'other'>
        aria-label={`Compared, criterion ${number}`}
        value={compared ?? 'other'}
        options={
          compared === null
            ? [{ value: 'other', label: `${criterion.Type ?? 'No type'} (not documented)` }, ...COMPARED]
            : COMPARED
        }
        onChange={(next) => next !== 'other' && onChange(withCompared(criterion, next))}
      />
      <Select<number>
        aria-label={`Field, criterion ${number}`}
        value={criterion.LeadFieldUID}
        options={fieldOptions(fields, criterion.LeadFieldUID)}
        onChange={(LeadFieldUID) => onChange({ ...criterion, LeadFieldUID })}
      />
      {isPattern ? (
        <PatternOperator criterion={criterion} number={number} onChange={onChange} />
      ) : (
        <Select<string>
          aria-label={`Operator, criterion ${number}`}
          value={operatorValue(criterion.Operator)}
          options={operatorOptions(criterion.Operator, kind)}
          onChange={(next) => next !== AS_READ && onChange({ ...criterion, Operator: next })}
        />
      )}
      <div className={styles.value}>
        {(isPattern || compared === 'Function' || compared === null) && (
          <TextInput
            aria-label={isPattern ? `Pattern, criterion ${number}` : `Function, criterion ${number}`}
            placeholder={isPattern ? 'Regular expression' : 'Function as LeadExec writes it'}
            className={styles.mono ?? ''}
            value={criterion.Expression ?? ''}
            onChange={(Expression) => onChange({ ...criterion, Expression })}
          />
        )}
        {!isPattern &&
          (asRaw ? (
            <TextInput
              aria-label={`Value as text, ${about}`}
              className={styles.mono ?? ''}
              value={text}
              onChange={(Value) => onChange({ ...criterion, Value })}
            />
          ) : (
            <ValueEditor
              {...{ operator, kind, func, text, about }}
              allowed={func === null ? (field?.values ?? []) : []}
              onText={(Value) => onChange({ ...criterion, Value })}
            />
          ))}
      </div>
      <span className={styles.actions}>
        {!isPattern && inParts && (
          <IconButton
            icon={Type}
            size="small"
            label={`Edit the value of criterion ${number} as text`}
            aria-pressed={asText}
            onClick={() => setAsText(!asText)}
          />
        )}
        <IconButton
          icon={Trash2}
          size="small"
          keys="alt+Delete"
          label={`Remove criterion ${number}`}
          onClick={onRemove}
        />
      </span>
      {problem !== null && (
        <p id={`${id}-problem`} className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  );
}

/** Operators whose value has parts. A value that can't be parsed into them is edited as text. */
const PARTED: ReadonlySet<string> = new Set(['In', 'NotIn', 'Between', 'DateCompare', 'Distance_Compare']);

function patternProblem({ Expression, Value }: Criterion): string | null {
  const text = Expression === null || Expression === '' ? (Value ?? '') : Expression;
  if (text === '') return 'Enter a regular expression.';
  try {
    new RegExp(text, 'i');
    return null;
  } catch {
    // RegExp only throws for an expression that doesn’t compile, which is what is checked here.
    return 'This isn’t a regular expression that Trunkline can read. It is sent as it is.';
  }
}

function PatternOperator({
  criterion,
  number,
  onChange,
}: Pick<CriterionRowProps, 'criterion' | 'number' | 'onChange'>) {
  const negative = isNegative(operatorOf(criterion));
  return (
    <Select<string>
      aria-label={`Operator, criterion ${number}`}
      value={negative ? 'no' : 'yes'}
      options={[
        { value: 'yes', label: 'matches' },
        { value: 'no', label: 'doesn’t match' },
      ]}
      onChange={(next) => onChange({ ...criterion, Operator: next === 'no' ? 'NotEqual' : 'Equal' })}
    />
  );
}

/** The choice that keeps the operator as received, if it is a number or is not in the document. */
const AS_READ = 'as read';

function operatorValue(raw: Choice): string {
  const found = readChoice(OPERATORS, raw);
  return found === null || found.guessed ? AS_READ : found.name;
}

function operatorOptions(raw: Choice, kind: ValueKind): Option<string>[] {
  const found = readChoice(OPERATORS, raw);
  const all: Option<string>[] = OPERATORS.map((name) => ({ value: name, label: operatorWords(name, kind) }));
  return found === null || found.guessed ? [{ value: AS_READ, label: shownOperator(raw, kind) }, ...all] : all;
}

function fieldOptions(fields: readonly LeadField[], id: number): Option<number>[] {
  const all = fields.map((one) => ({ value: one.id, label: one.name }));
  return fields.some((one) => one.id === id) ? all : [{ value: id, label: `Field ${id}` }, ...all];
}

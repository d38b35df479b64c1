import { TextInput } from '../../../ui/inputs.tsx';
import { Select } from '../../../ui/select.tsx';
import styles from './criteria.module.css';
import type { FunctionName, Operator, ValueKind } from './criterion.ts';
import { ListEditor } from './list-editor.tsx';
import { AGE_WORDS, DATE_WORDS } from './sentence.ts';
import { type DateRule, dateRuleOf, distanceOf, itemsOf, SIGNS, type Sign, withItem, writeDateRule } from './values.ts';

interface ValueEditorProps {
  readonly operator: Operator | null;
  readonly kind: ValueKind;
  readonly func: FunctionName | null;
  /** Allowed values of the field. */
  readonly allowed: readonly string[];
  readonly text: string;
  readonly onText: (text: string) => void;
  /** The name of the criterion, for the accessible names of its inputs. */
  readonly about: string;
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'].map((label, at) => ({
  value: String(at),
  label,
}));

/** Whether a value can be edited in parts. A value without parts, or one that can't be parsed, is edited as text. */
export function hasParts(operator: Operator | null, text: string): boolean {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return true;
    case 'Between':
      return itemsOf(text).length <= 2;
    case 'DateCompare':
      return text === '' || dateRuleOf(text) !== null;
    case 'Distance_Compare':
      return text === '' || distanceOf(text) !== null;
    default:
      return false;
  }
}

/** The input for a criterion's value, in the parts that its operator has. */
export function ValueEditor(props: ValueEditorProps) {
  const { operator, kind, func, allowed, text, onText, about } = props;
  if (operator === 'In' || operator === 'NotIn') {
    const called = (item: string) => (func === 'WEEKDAY' ? (DAYS[Number(item)]?.label ?? item) : item);
    return <ListEditor label={`Values of ${about}`} {...{ text, onText, allowed, called }} />;
  }
  if (operator === 'Between') return <RangeFields {...props} />;
  if (operator === 'DateCompare') return <DateFields text={text} onText={onText} about={about} />;
  if (operator === 'Distance_Compare') return <DistanceFields text={text} onText={onText} about={about} />;
  const days = func === 'WEEKDAY' ? DAYS : null;
  const flags = kind === 'flag' ? ['true', 'false'].map((value) => ({ value, label: value })) : null;
  const values = days ?? flags ?? allowed.map((value) => ({ value, label: value }));
  if (values.length > 0 && (operator === 'Equal' || operator === 'NotEqual')) {
    const options =
      values.some(({ value }) => value === text) || text === '' ? values : [{ value: text, label: text }, ...values];
    return <Select<string> aria-label={`Value of ${about}`} value={text} options={options} onChange={onText} />;
  }
  return (
    <TextInput
      aria-label={`Value of ${about}`}
      placeholder={kind === 'date' ? '2026-01-31' : ''}
      value={text}
      onChange={onText}
    />
  );
}

function RangeFields({ kind, text, onText, about }: ValueEditorProps) {
  const [from = '', to = ''] = itemsOf(text);
  const placeholder = kind === 'date' ? '2026-01-31' : '';
  // If both are empty, the value is an empty text: a separator alone would mean two values.
  const change = (at: 0 | 1, item: string) => {
    const next = withItem(withItem(text, 0, at === 0 ? item : from), 1, at === 1 ? item : to);
    onText(itemsOf(next).every((one) => one === '') ? '' : next);
  };
  return (
    <span className={styles.parts}>
      <TextInput
        aria-label={`From, ${about}`}
        placeholder={placeholder}
        value={from}
        onChange={(item) => change(0, item)}
      />
      <span>and</span>
      <TextInput
        aria-label={`To, ${about}`}
        placeholder={placeholder}
        value={to}
        onChange={(item) => change(1, item)}
      />
    </span>
  );
}

interface PartsProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly about: string;
}

function DateFields({ text, onText, about }: PartsProps) {
  const rule: DateRule = dateRuleOf(text) ?? { is: 'age', sign: '>=', count: 0, unit: 'd' };
  const words = rule.is === 'age' ? AGE_WORDS : DATE_WORDS;
  const write = (next: DateRule) => onText(writeDateRule(next));
  return (
    <span className={styles.parts}>
      <Select<Sign>
        aria-label={`Compared how, ${about}`}
        value={rule.sign}
        options={SIGNS.map((sign) => ({ value: sign, label: words[sign] }))}
        onChange={(sign) => write({ ...rule, sign })}
      />
      {rule.is === 'age' ? (
        <TextInput
          aria-label={`How many, ${about}`}
          inputMode="numeric"
          value={text === '' ? '' : String(rule.count)}
          onChange={(typed) => /^\d{0,5}$/.test(typed) && write({ ...rule, count: Number(typed) })}
        />
      ) : (
        <TextInput aria-label={`Date, ${about}`} value={rule.date} onChange={(date) => onText(`${rule.sign}${date}`)} />
      )}
      <Select<'d' | 'm' | 'y' | 'date'>
        aria-label={`Unit, ${about}`}
        value={rule.is === 'age' ? rule.unit : 'date'}
        options={[
          { value: 'd', label: 'days ago' },
          { value: 'm', label: 'months ago' },
          { value: 'y', label: 'years ago' },
          { value: 'date', label: 'a date' },
        ]}
        onChange={(unit) => {
          if (unit === 'date') write({ is: 'date', sign: rule.sign, date: '2026-01-01' });
          else write({ is: 'age', sign: rule.sign, count: rule.is === 'age' ? rule.count : 0, unit });
        }}
      />
    </span>
  );
}

function DistanceFields({ text, onText, about }: PartsProps) {
  const [zip = '', miles = ''] = text.split(',').map((one) => one.trim());
  const write = (nextZip: string, nextMiles: string) =>
    onText(nextZip === '' && nextMiles === '' ? '' : `${nextZip},${nextMiles}`);
  return (
    <span className={styles.parts}>
      <TextInput
        aria-label={`Miles, ${about}`}
        inputMode="decimal"
        value={miles}
        onChange={(next) => write(zip, next)}
      />
      <span>miles of</span>
      <TextInput
        aria-label={`ZIP, ${about}`}
        placeholder="ZIP"
        maxLength={5}
        value={zip}
        onChange={(next) => write(next, miles)}
      />
    </span>
  );
}

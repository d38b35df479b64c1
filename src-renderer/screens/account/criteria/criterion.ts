/** Operators of a criterion, as the document spells them: LeadExec Account API, Create or Modify Delivery Account. */
export const OPERATORS = [
  ...(['Equal', 'NotEqual', 'Greater', 'Less', 'GreaterOrEqual', 'LessOrEqual', 'Between', 'In', 'NotIn'] as const),
  ...(['DateCompare', 'Distance_Compare', 'Contains', 'Doesnt_Contain'] as const),
] as const;
export type Operator = (typeof OPERATORS)[number];

/** The types of a criterion: what of the lead's field is compared. */
export const TYPES = ['FieldValue', 'Expression', 'Function'] as const;
export type CriterionType = (typeof TYPES)[number];

/** The functions whose result can be compared; anything else stays as it is written. */
export const FUNCTIONS = ['AGE', 'LENGTH', 'HOUR', 'WEEKDAY'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** What stands for a value of an enumeration: its name, its number, or something that the document doesn't have. */
export type Choice = string | number | null;

/** A criterion of an account as LeadExec answers it. Members that are not named here stay beside them. */
export interface Criterion {
  readonly ClientCriteriaUID: number;
  readonly LeadFieldUID: number;
  readonly Type: Choice;
  readonly Expression: string | null;
  readonly Operator: Choice;
  readonly Value: string | null;
}

/** How the values of a field compare. */
export type ValueKind = 'number' | 'date' | 'flag' | 'text';

/** A field of the lead type, as far as a criterion needs it. */
export interface LeadField {
  readonly id: number;
  readonly name: string;
  /** `DataType` of the document: Int, Money, DateTime, Varchar … */
  readonly dataType: string;
  /** Allowed values; none where any value is. */
  readonly values: readonly string[];
}

const NUMBERS: ReadonlySet<string> = new Set(['int', 'bigint', 'money', 'decimal', 'float']);

/** How values of this type compare. */
export function kindOf(dataType: string): ValueKind {
  const type = dataType.toLowerCase();
  if (NUMBERS.has(type)) return 'number';
  return type === 'datetime' ? 'date' : type === 'bit' ? 'flag' : 'text';
}

const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The documented name that a value means, and whether that is a guess from its number; null for a value that the document doesn't have. */
export function readChoice<Name extends string>(
  names: readonly Name[],
  raw: Choice,
): { readonly name: Name; readonly guessed: boolean } | null {
  if (raw === null || raw === '') return null;
  const number = typeof raw === 'number' ? raw : /^\d{1,3}$/.test(raw) ? Number(raw) : null;
  if (number !== null) {
    const name = names[number];
    return name === undefined ? null : { name, guessed: true };
  }
  const name = names.find((one) => plain(one) === plain(String(raw)));
  return name === undefined ? null : { name, guessed: false };
}

/** The operator of a criterion; null for one that the document doesn't have. */
export const operatorOf = ({ Operator }: Criterion): Operator | null => readChoice(OPERATORS, Operator)?.name ?? null;

/** The type of a criterion; null for one that the document doesn't have. */
export const typeOf = ({ Type }: Criterion): CriterionType | null => readChoice(TYPES, Type)?.name ?? null;

/** The function that a criterion compares the result of; null for one that is only kept as text. */
export function functionOf({ Expression }: Criterion): FunctionName | null {
  const text = (Expression ?? '').trim().toUpperCase();
  return FUNCTIONS.find((name) => text === name || text === `${name}()`) ?? null;
}

const NEGATIVE: ReadonlySet<string> = new Set<Operator>(['NotEqual', 'NotIn', 'Doesnt_Contain']);

/** Whether it is met by what doesn't compare, an empty value among it. */
export const isNegative = (operator: string | null): boolean => operator !== null && NEGATIVE.has(operator);

/** A new criterion on a field; LeadExec gives it its number. */
export function newCriterion(field: LeadField | undefined): Criterion {
  return {
    ClientCriteriaUID: 0,
    LeadFieldUID: field?.id ?? 0,
    Type: 'FieldValue',
    Expression: '',
    Operator: field !== undefined && field.values.length > 0 ? 'In' : 'Equal',
    Value: '',
  };
}

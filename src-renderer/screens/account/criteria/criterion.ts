/** Operators of a criterion, as the document spells them: LeadExec Account API, Create or Modify Delivery Account. */
export const OPERATORS = [
  ...(['Equal', 'NotEqual', 'Greater', 'Less', 'GreaterOrEqual', 'LessOrEqual', 'Between', 'In', 'NotIn'] as const),
  ...(['DateCompare', 'Distance_Compare', 'Contains', 'Doesnt_Contain'] as const),
] as const;
export type Operator = (typeof OPERATORS)[number];

/** The types of a criterion: what of the lead's field is compared. */
export const TYPES = ['FieldValue', 'Expression', 'Function'] as const;
export type CriterionType = (typeof TYPES)[number];

/** The functions whose result can be compared; any other expression is kept as text. */
export const FUNCTIONS = ['AGE', 'LENGTH', 'HOUR', 'WEEKDAY'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** The form in which an enumeration value is received: its name, its number, or a value that is not in the document. */
export type Choice = string | number | null;

/** A criterion of an account as received from LeadExec. Other members are kept unchanged. */
export interface Criterion {
  readonly ClientCriteriaUID: number;
  readonly LeadFieldUID: number;
  readonly Type: Choice;
  readonly Expression: string | null;
  readonly Operator: Choice;
  readonly Value: string | null;
}

/** How the values of a field are compared. */
export type ValueKind = 'number' | 'date' | 'flag' | 'text';

/** The properties of a lead type's field that a criterion needs. */
export interface LeadField {
  readonly id: number;
  readonly name: string;
  /** `DataType` of the document: Int, Money, DateTime, Varchar … */
  readonly dataType: string;
  /** Allowed values; empty if any value is allowed. */
  readonly values: readonly string[];
}

const NUMBERS: ReadonlySet<string> = new Set(['int', 'bigint', 'money', 'decimal', 'float']);

/** How values of this type are compared. */
export function kindOf(dataType: string): ValueKind {
  const type = dataType.toLowerCase();
  if (NUMBERS.has(type)) return 'number';
  return type === 'datetime' ? 'date' : type === 'bit' ? 'flag' : 'text';
}

const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The documented name of a value, and whether it is guessed from its number; null for a value that is not in the document. */
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

/** The operator of a criterion; null if it is not in the document. */
export const operatorOf = ({ Operator }: Criterion): Operator | null => readChoice(OPERATORS, Operator)?.name ?? null;

/** The type of a criterion; null if it is not in the document. */
export const typeOf = ({ Type }: Criterion): CriterionType | null => readChoice(TYPES, Type)?.name ?? null;

/** The function whose result is compared; null for an expression that is only kept as text. */
export function functionOf({ Expression }: Criterion): FunctionName | null {
  const text = (Expression ?? '').trim().toUpperCase();
  return FUNCTIONS.find((name) => text === name || text === `${name}()`) ?? null;
}

const NEGATIVE: ReadonlySet<string> = new Set<Operator>(['NotEqual', 'NotIn', 'Doesnt_Contain']);

/** Whether values that can't be compared, such as an empty value, meet it. */
export const isNegative = (operator: string | null): boolean => operator !== null && NEGATIVE.has(operator);

/** A new criterion on a field. LeadExec assigns its number. */
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

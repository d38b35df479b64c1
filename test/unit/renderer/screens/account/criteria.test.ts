import { describe, expect, it } from 'vitest';
import {
  type Criterion,
  type LeadField,
  OPERATORS,
  operatorOf,
} from '../../../../../src-renderer/screens/account/criteria/criterion.ts';
import { criteriaText, criterionText } from '../../../../../src-renderer/screens/account/criteria/sentence.ts';
import {
  itemsOf,
  valueProblem,
  withItem,
  withItems,
  withoutItem,
} from '../../../../../src-renderer/screens/account/criteria/values.ts';

const FIELDS: readonly LeadField[] = [
  { id: 1, name: 'ZIP', dataType: 'Varchar', values: [] },
  { id: 2, name: 'Age', dataType: 'Int', values: [] },
  { id: 3, name: 'Born', dataType: 'DateTime', values: [] },
];

const criterion = (given: Partial<Criterion>): Criterion => ({
  ...{ ClientCriteriaUID: 7, LeadFieldUID: 1, Type: 'FieldValue', Expression: '', Operator: 'Equal', Value: '' },
  ...given,
});
const says = (given: Partial<Criterion>) => criterionText(criterion(given), FIELDS);

describe('criteria as a sentence', () => {
  it('reads as one sentence over all criteria', () => {
    const zips = criterion({ Operator: 'In', Value: '90210|10001' });
    const ages = criterion({ LeadFieldUID: 2, Operator: 'Between', Value: '25,40' });
    expect(criteriaText([zips, ages], FIELDS)).toBe('ZIP is one of 90210 or 10001, and Age is between 25 and 40');
    expect(criteriaText([], FIELDS)).toBe('Every lead of this type');
  });

  it('says each of the 13 operators in words of the kind of field', () => {
    const of = (Operator: string, Value: string, LeadFieldUID = 2) => says({ Operator, Value, LeadFieldUID });
    expect(OPERATORS).toHaveLength(13);
    expect(of('Equal', '5')).toBe('Age is 5');
    expect(of('NotEqual', '5')).toBe('Age is not 5');
    expect(of('Greater', '5')).toBe('Age is more than 5');
    expect(of('Less', '5')).toBe('Age is less than 5');
    expect(of('GreaterOrEqual', '5')).toBe('Age is at least 5');
    expect(of('LessOrEqual', '5')).toBe('Age is at most 5');
    expect(of('Greater', '2026-01-31', 3)).toBe('Born is after 2026-01-31');
    expect(of('LessOrEqual', '2026-01-31', 3)).toBe('Born is on or before 2026-01-31');
    expect(of('Greater', 'M', 1)).toBe('ZIP sorts after M');
    expect(of('Between', '25|40')).toBe('Age is between 25 and 40');
    expect(of('In', '1|2|3|4|5|6|7')).toBe('Age is one of 1, 2, 3, 4 and 3 more');
    expect(of('NotIn', '1,2,3')).toBe('Age is none of 1, 2 and 3');
    expect(of('DateCompare', '>=18y', 3)).toBe('Born is at least 18 years ago');
    expect(of('DateCompare', '<1m', 3)).toBe('Born is less than 1 month ago');
    expect(of('DateCompare', '>2026-01-31', 3)).toBe('Born is after 2026-01-31');
    expect(of('Distance_Compare', '90210,25', 1)).toBe('ZIP is within 25 miles of 90210');
    expect(of('Contains', '902', 1)).toBe('ZIP contains 902');
    expect(of('Doesnt_Contain', '902', 1)).toBe('ZIP doesn’t contain 902');
  });

  it('says the other types, and a weekday by its name', () => {
    expect(says({ Type: 'Expression', Expression: '^9' })).toBe('ZIP matches ^9');
    expect(says({ Type: 'Expression', Expression: '^9', Operator: 'NotEqual' })).toBe('ZIP doesn’t match ^9');
    const born = { Type: 'Function', LeadFieldUID: 3 } as const;
    expect(says({ ...born, Expression: 'AGE', Operator: 'Between', Value: '25,40' })).toBe(
      'age in years of Born is between 25 and 40',
    );
    expect(says({ ...born, Expression: 'weekday()', Operator: 'In', Value: '1|2' })).toBe(
      'weekday of Born is one of Monday or Tuesday',
    );
    expect(says({ ...born, Expression: 'ROUND(x)', Operator: 'Less', Value: '3' })).toBe(
      'function ROUND(x) of Born is less than 3',
    );
  });

  it('keeps what can’t be read: values, operators, types, fields', () => {
    expect(says({ LeadFieldUID: 2, Operator: 'Between', Value: '25' })).toBe('Age is between 25');
    expect(says({ LeadFieldUID: 3, Operator: 'DateCompare', Value: 'LAST WEEK' })).toBe('Born date is LAST WEEK');
    expect(says({ Operator: 'Sounds_Like', Value: 'x' })).toBe('ZIP Sounds_Like (not documented) x');
    expect(says({ Operator: 7, Value: 'a|b' })).toBe('ZIP (operator 7, a guess) is one of a or b');
    expect(says({ LeadFieldUID: 99, Value: 'x' })).toBe('Field 99 is x');
    expect(operatorOf(criterion({ Operator: 'distance compare' }))).toBe('Distance_Compare');
    expect(operatorOf(criterion({ Operator: 99 }))).toBeNull();
  });
});

describe('values of several items', () => {
  it('an edit of one item leaves the others, their spaces and the separator', () => {
    expect(withItem('25 , 40', 1, '45')).toBe('25 , 45');
    expect(withItem('a| b|c', 1, 'x')).toBe('a| x|c');
    expect(withoutItem('a, b, c', 0)).toBe('b, c');
    expect(withoutItem('a, b, c', 1)).toBe('a, c');
    expect(withoutItem('a', 0)).toBe('');
  });

  it('a paste adds what is not there yet, parted as the text is', () => {
    expect(withItems('90210,10001', '10001\n94105\t60601')).toBe('90210,10001,94105,60601');
    expect(withItems('', 'a, b;c')).toBe('a|b|c');
    expect(withItems('a|b', 'A')).toBe('a|b');
    expect(itemsOf(' ')).toEqual([]);
  });

  it('says what is wrong with a value', () => {
    expect(valueProblem('Between', 'number', '40,25')).toBe('From is more than to, so no lead meets this.');
    expect(valueProblem('Between', 'number', '25')).toBe('Enter two values, from and to.');
    expect(valueProblem('In', 'number', '1|x')).toBe('“x” isn’t a number.');
    expect(valueProblem('Equal', 'date', '2026-01-31')).toBeNull();
    expect(valueProblem('Distance_Compare', 'text', '90210')).toBe('Enter a ZIP code and a number of miles.');
    expect(valueProblem(null, 'text', '')).toBeNull();
  });
});

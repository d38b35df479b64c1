import { expect, test } from 'vitest';
import { readFields } from '../../../src-main/delivery/check/read-fields.ts';

const limits = (text: string) =>
  readFields(text).fields.map(({ name, maxLength, min, max }) => ({ name, maxLength, min, max }));

test('the most of a text is of its length, of a number it is of the number', () => {
  const instructions = `Field,Type,Min,Max
FirstName,text,1,20
Comments,nvarchar,,500
Zip,zip,5,5
Age,integer,18,99
Loan,decimal,1000.5,
Years,,0,50`;
  expect(limits(instructions)).toEqual([
    { name: 'FirstName', maxLength: 20, min: null, max: null },
    { name: 'Comments', maxLength: 500, min: null, max: null },
    { name: 'Zip', maxLength: 5, min: null, max: null },
    { name: 'Age', maxLength: null, min: 18, max: 99 },
    { name: 'Loan', maxLength: null, min: 1000.5, max: null },
    // Without a type only a number can be meant.
    { name: 'Years', maxLength: null, min: 0, max: 50 },
  ]);
  expect(limits('Field,Type,Max Length,Max\nFirstName,text,30,20')).toMatchObject([{ maxLength: 30, max: null }]);
});

import { describe, expect, it } from 'vitest';
import { describeCalls } from '../../../src-main/leadexec/describe-calls.ts';

const calls = describeCalls();
const fieldOf = (name: string, path: string) =>
  calls.find((one) => one.name === name)?.fields.find((field) => field.path === path);

describe('what the page is told of the documented requests', () => {
  it('has all of them, each with the parts of its path', () => {
    expect(calls).toHaveLength(65);
    for (const { path, fields } of calls) {
      const parts = [...path.matchAll(/\[(\w+)\]/g)].map(([, name]) => name);
      expect(fields.filter(({ place }) => place === 'path').map((field) => field.path)).toEqual(parts);
    }
  });

  it('says what type each value has, its choices, and which are shown nowhere', () => {
    expect(fieldOf('updateClientStatus', 'Status')).toMatchObject({ type: 'choice', required: true });
    expect(fieldOf('updateClientStatus', 'Status')?.choices).toHaveLength(10);
    expect(fieldOf('clientActiveListByLeadType', 'Filters.HasActiveOrder')).toMatchObject({
      type: 'flag',
      required: false,
    });
    expect(fieldOf('createOrModifyDeliveryAccount', 'HourMax')).toMatchObject({
      type: 'whole',
      least: -1,
      nullable: true,
    });
    expect(fieldOf('scheduleLeadAutomation', 'SendDateUtc')).toMatchObject({ type: 'date' });
    expect(fieldOf('autoProcessDelivery', 'ForceIDs')).toMatchObject({ type: 'list' });
    expect(fieldOf('verify2faSmsCode', 'code')).toMatchObject({ hidden: true });
    expect(fieldOf('clientLogin', 'Password')).toMatchObject({ hidden: true });
    const criteria = fieldOf('createOrModifyDeliveryAccount', 'Criteria');
    expect(JSON.parse(criteria?.example ?? '')).toMatchObject([{ Type: 'FieldValue', Operator: 'Equal', Value: '' }]);
  });

  it('says which are a list, which read, and which may not be repeated', () => {
    const of = (name: string) => calls.find((one) => one.name === name);
    expect(of('clientScannerByCriteria')).toMatchObject({ bodyIsList: true, reads: true });
    expect(of('runPayment')).toMatchObject({ reads: false, repeatable: false });
    expect(of('updateClientStatus')).toMatchObject({ reads: false, repeatable: true });
  });
});

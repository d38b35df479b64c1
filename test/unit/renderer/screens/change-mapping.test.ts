import { describe, expect, it } from 'vitest';
import { type Mapping, mapping as schema } from '../../../../src-preload/contract/index.ts';
import {
  freeLabel,
  labelError,
  movedUp,
  targetOf,
  withJoiner,
  withLabel,
  withTarget,
} from '../../../../src-renderer/screens/dial-import/columns/change-mapping.ts';

const HEADERS = ['Phone', 'Street', 'Apt', 'Favourite colour', 'Phone number'];
const START: Mapping = {
  columns: HEADERS.map((header, index) => ({ header, index })),
  targets: { phone_number: { from: [0] }, address1: { from: [1] } },
  custom: {},
};

describe('what a column becomes', () => {
  it('joins a second column behind the first, and takes it away again', () => {
    const joined = withTarget(START, 2, 'address1');
    expect(joined.targets.address1?.from).toEqual([1, 2]);
    const commas = withJoiner(joined, 'address1', ', ');
    expect(movedUp(commas, 'address1', 2).targets.address1).toEqual({ from: [2, 1], joiner: ', ' });
    expect(withTarget(commas, 1, '(none)').targets.address1?.from).toEqual([2]);
    expect(withTarget(withTarget(commas, 1, '(none)'), 2, '(none)').targets.address1).toBeUndefined();
  });

  it('fills one field at most with a column', () => {
    const moved = withTarget(START, 0, 'alt_phone');
    expect(moved.targets.phone_number).toBeUndefined();
    expect(targetOf(moved, 0)).toEqual({ target: 'alt_phone', label: '' });
  });

  it('makes custom fields of labels that the dialer takes', () => {
    const custom = withTarget(START, 3, '(custom)');
    expect(custom.custom).toEqual({ favourite_colour: 3 });
    expect(withLabel(custom, 3, 'colour').custom).toEqual({ colour: 3 });
    expect(targetOf(custom, 3)).toEqual({ target: '(custom)', label: 'favourite_colour' });
    // "phone_number" is a name of the call itself, so it can't be a label.
    expect(schema.safeParse(withTarget(START, 4, '(custom)')).success).toBe(true);
    expect(
      schema.safeParse(withTarget({ ...START, columns: [{ header: '電話', index: 4 }] }, 4, '(custom)')).success,
    ).toBe(true);
  });

  it('gives no label twice and says so', () => {
    const custom = withTarget(START, 3, '(custom)');
    expect(freeLabel(custom, 'Favourite colour')).toBe('favourite_colour_2');
    expect(labelError(custom, 4, 'favourite_colour')).toMatch(/another column/i);
    expect(labelError(custom, 3, 'favourite_colour')).toBeUndefined();
    expect(labelError(custom, 3, 'no spaces')).toMatch(/letters, digits or underscores/);
  });
});

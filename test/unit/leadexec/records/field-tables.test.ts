import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fieldsOf } from '../../../../src-main/leadexec/records/fields.ts';
import { CALLS } from '../../../../src-main/vendors/leadexec/registry.ts';
import type { RecordKind } from '../../../../src-preload/contract/index.ts';

const WRITES: readonly [RecordKind, string, string?][] = [
  ['clients', 'createModifyClient', 'Info'],
  ['clientGroups', 'createModifyClientGroup'],
  ['accounts', 'createOrModifyDeliveryAccount'],
  ['methods', 'createOrModifyDeliveryMethod'],
  ['orders', 'createOrModifyOrder'],
  ['listItems', 'createOrModifyListItem'],
  ['sources', 'createOrModifyLeadSource'],
  ['campaigns', 'createOrModifyLeadSourceCampaign'],
];
/** Counted by the vendor; no answer has it. */
const LEFT_OUT = new Set(['HashCode']);

interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}
interface Member {
  readonly path: string;
  readonly required: boolean;
  readonly nullable: boolean;
}

function membersOf(schema: Schema, before = ''): Member[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]): Member[] => {
    const path = `${before}${name}`;
    const options = member.anyOf ?? [member];
    const nullable = options.some(({ type }) => [type].flat().includes('null'));
    const required = (schema.required ?? []).includes(name);
    const inner = options.flatMap((one) => membersOf(one.items ?? one, `${path}.`));
    const isList = options.some(({ items }) => items !== undefined);
    return inner.length > 0 && !isList ? inner : [{ path, required, nullable }, ...inner];
  });
}

describe('the fields of records', () => {
  test.each(WRITES)('%s: are the members of the body that writes them', (kind, call, within) => {
    const { body } = CALLS.get(call) ?? {};
    if (!body) throw new Error(`${call} has no body`);
    const whole = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as Schema;
    const schema = within === undefined ? whole : whole.properties?.[within];
    const documented = membersOf(schema ?? {}).filter(({ path }) => !LEFT_OUT.has(path));
    const written = fieldsOf(kind).filter(({ readOnly }) => !readOnly);
    const shown = ({ path, required, nullable }: Member) => `${path}${required ? '!' : ''}${nullable ? '?' : ''}`;
    expect(written.map(shown).sort()).toEqual(documented.map(shown).sort());
  });

  test('say which are deprecated and which are passwords', () => {
    const marked = (mark: 'deprecated' | 'secret') =>
      WRITES.flatMap(([kind]) => fieldsOf(kind).flatMap((one) => (one[mark] ? [`${kind} ${one.path}`] : [])));
    expect(marked('secret')).toEqual([
      ...['clients Password', 'methods SMTPPassword', 'methods FTPPassword', 'sources Password'],
    ]);
    expect(marked('deprecated')).toContain('methods EmailNotify');
    expect(marked('deprecated')).toHaveLength(29);
  });
});

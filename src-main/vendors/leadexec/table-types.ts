type Type = 'number' | 'text' | 'flag';

/**
 * Members whose type in the document's table is another than in its example, by section, with the type of the example, which is sent. Who
 * writes a body from the table has the other.
 */
const IN_EXAMPLE: Readonly<Record<string, Readonly<Record<string, Type>>>> = {
  'Update Client Group Assignment': { ClientGroupUID: 'number' },
  'Create or Modify Delivery Method': { 'FieldSettings.LeadFieldUID': 'number' },
  'Create or Modify Lead Source Campaign': { LeadTypeUID: 'number', 'Rules.Value': 'text' },
  'Confirm Redirect Delivery': { RedirectURL: 'text', IsValid: 'flag', Response: 'text' },
};

/** A body with the types of the example where the table has others. Everything else is kept. */
export function inTypesOfExample(section: string, body: unknown): unknown {
  const types = IN_EXAMPLE[section];
  return types === undefined ? body : retyped(body, '', types);
}

function retyped(value: unknown, path: string, types: Readonly<Record<string, Type>>): unknown {
  if (Array.isArray(value)) return value.map((one) => retyped(one, path, types));
  if (typeof value !== 'object' || value === null) return as(types[path], value);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      retyped(member, path === '' ? name : `${path}.${name}`, types),
    ]),
  );
}

function as(type: Type | undefined, value: unknown): unknown {
  if (type === 'number') return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  if (type === 'text') return typeof value === 'number' ? String(value) : value;
  return type === 'flag' && (value === 0 || value === 1) ? value === 1 : value;
}

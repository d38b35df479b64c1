import { type Choice, type LeadField, readChoice } from '../criteria/criterion.ts';

// The field settings of a delivery method: Create or Modify Delivery Method. Settings and value mappings have a Delete flag: a row that
// LeadExec has is flagged, a new one is removed from the list.

/** The source of a setting's value, in the order of the document's numbers. */
export const FIELD_TYPES = [
  ...(['Static Value', 'Lead Field', 'Special Field', 'Custom Expr', 'Sub-String', 'String Concatenation'] as const),
  ...(['Client Field', 'Lead Source Field', 'Evaluate Function'] as const),
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** The value that is sent instead of a lead's value. */
export interface ValueMapping {
  readonly DeliveryMappingUID: number;
  readonly Delete: boolean;
  readonly DeliverySettingUID: number;
  readonly DeliveryValue: string | null;
  readonly FieldValue: string | null;
}

/** A sent field as received from LeadExec. Other members are kept unchanged. */
export interface FieldSetting {
  readonly DeliverySettingUID: number;
  readonly DeliveryUID: number;
  readonly Delete: boolean;
  readonly Format: string | null;
  readonly FieldType: Choice;
  readonly FieldName: string | null;
  readonly Value: string | null;
  readonly LeadFieldUID: number | string | null;
  readonly Expr: string | null;
  readonly hasMap: boolean;
  readonly FieldMappings: readonly ValueMapping[] | null;
}

/** The documented type of a setting; null if it is not in the document. The numbers are documented, so that none is guessed. */
export const fieldTypeOf = ({ FieldType }: FieldSetting): FieldType | null =>
  readChoice(FIELD_TYPES, FieldType)?.name ?? null;

/** The member of a setting that has the source of its value. */
export type SourcePart = 'Value' | 'LeadFieldUID' | 'Expr';

const EXPRESSIONS: ReadonlySet<string> = new Set<FieldType>([
  ...(['Custom Expr', 'Sub-String', 'String Concatenation', 'Evaluate Function'] as const),
]);

export function sourcePart(setting: FieldSetting): SourcePart {
  const type = fieldTypeOf(setting);
  if (type === 'Lead Field') return 'LeadFieldUID';
  // The document doesn't say which of the two members has it: the one that isn't empty is used.
  const inExpr = setting.Expr !== null && setting.Expr !== '';
  return type !== null && EXPRESSIONS.has(type) && (inExpr || (setting.Value ?? '') === '') ? 'Expr' : 'Value';
}

export const mappingsOf = ({ FieldMappings }: FieldSetting): readonly ValueMapping[] => FieldMappings ?? [];

/** The rows that are kept when it is saved. */
export const staying = <Row extends { readonly Delete: boolean }>(rows: readonly Row[]): Row[] =>
  rows.filter(({ Delete }) => !Delete);

export const newSetting = (uid: number, given: Partial<FieldSetting> = {}): FieldSetting => ({
  ...{ DeliverySettingUID: 0, DeliveryUID: uid, Delete: false, Format: '', FieldType: 1, FieldName: '' },
  ...{ Value: '', LeadFieldUID: 0, Expr: '', hasMap: false, FieldMappings: [] },
  ...given,
});

export const newMapping = (setting: FieldSetting, FieldValue = '', DeliveryValue = ''): ValueMapping => ({
  ...{
    DeliveryMappingUID: 0,
    Delete: false,
    DeliverySettingUID: setting.DeliverySettingUID,
    DeliveryValue,
    FieldValue,
  },
});

export const replaced = <Row>(rows: readonly Row[], at: number, row: Row): Row[] =>
  rows.map((one, i) => (i === at ? row : one));

/** The settings with one removed: it is flagged if LeadExec has it, and restored if it is flagged already. */
export function toggledDelete(settings: readonly FieldSetting[], at: number): FieldSetting[] {
  const row = settings[at];
  if (row === undefined) return [...settings];
  if (row.DeliverySettingUID === 0) return settings.filter((_, i) => i !== at);
  return replaced(settings, at, { ...row, Delete: !row.Delete });
}

/** A row one place up or down. */
export function movedRow<Row>(rows: readonly Row[], at: number, by: -1 | 1): Row[] {
  const [row, other] = [rows[at], rows[at + by]];
  if (row === undefined || other === undefined) return [...rows];
  return replaced(replaced(rows, at, other), at + by, row);
}

/** A setting with other value mappings. `hasMap` says whether any are kept. */
export const withMappings = (setting: FieldSetting, mappings: readonly ValueMapping[]): FieldSetting => ({
  ...setting,
  FieldMappings: mappings,
  hasMap: staying(mappings).length > 0,
});

/** The mappings with one removed, as in `toggledDelete`. */
export function toggledMapping(setting: FieldSetting, at: number): FieldSetting {
  const mappings = mappingsOf(setting);
  const row = mappings[at];
  if (row === undefined) return setting;
  const next =
    row.DeliveryMappingUID === 0
      ? mappings.filter((_, i) => i !== at)
      : replaced(mappings, at, { ...row, Delete: !row.Delete });
  return withMappings(setting, next);
}

const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The lead field with a name, ignoring case, spaces and brackets. */
export const fieldNamed = (fields: readonly LeadField[], name: string): LeadField | undefined =>
  plain(name) === '' ? undefined : fields.find((field) => plain(field.name) === plain(name));

/**
 * What is wrong with the settings, by index. They can be saved nevertheless. Unknown fields are only reported once the fields of the lead
 * type are loaded.
 */
export function settingProblems(settings: readonly FieldSetting[], fields: readonly LeadField[]): Map<number, string> {
  const problems = new Map<number, string>();
  const seen = new Map<string, number>();
  for (const [at, setting] of settings.entries()) {
    if (setting.Delete) continue;
    const name = (setting.FieldName ?? '').trim();
    const twice = seen.get(name);
    if (name === '') problems.set(at, 'Enter the name to send it as.');
    else if (twice !== undefined) problems.set(at, `Row ${twice + 1} sends “${name}” too.`);
    else if (fieldTypeOf(setting) === 'Lead Field') {
      const uid = Number(setting.LeadFieldUID);
      if (uid === 0) problems.set(at, 'Choose a lead field.');
      else if (fields.length > 0 && !fields.some(({ id }) => id === uid))
        problems.set(at, `The lead type has no field ${uid}.`);
    }
    if (!seen.has(name)) seen.set(name, at);
  }
  return problems;
}

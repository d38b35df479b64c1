import {
  FULL_NAME,
  FULL_NAME_LABEL,
  type ImportDetail,
  LEAD_FIELD_LABELS,
  type LeadFieldName,
  type Mapping,
} from '../../../src-preload/contract/index.ts';

/** How one column of a file is used. */
export interface ColumnUse {
  readonly column: number;
  readonly header: string;
  /** The fields of the dialer that it fills, by their documented names. */
  readonly fields: readonly string[];
  /** The labels of the custom fields that it fills. */
  readonly custom: readonly string[];
  /** Whether it can leave a row out. */
  readonly doNotCall: boolean;
  /** Why it fills nothing; null if it fills something. */
  readonly ignored: string | null;
  readonly samples: readonly string[];
}

const SAMPLES = 3;
const SAMPLE_AT_MOST = 30;

/** How each column is used, with some of its values. */
export function columnUses(detail: ImportDetail, mapping: Mapping): ColumnUse[] {
  const { columns, samples } = detail.inspection;
  return columns.map((header, column) => {
    const fields = Object.entries(mapping.targets)
      .filter(([, target]) => target?.from.includes(column))
      .map(([name]) => name);
    if (mapping.fullName?.column === column) fields.push(FULL_NAME);
    const custom = Object.entries(mapping.custom)
      .filter(([, index]) => index === column)
      .map(([label]) => label);
    const doNotCall = mapping.doNotCall?.some((one) => one.column === column) ?? false;
    const note = detail.suggestion.notes.find((one) => one.column === column);
    const isUsed = fields.length + custom.length > 0 || doNotCall;
    const values = samples.map((cells) => (cells[column] ?? '').trim()).filter((value) => value !== '');
    const shown = [...new Set(values)].slice(0, SAMPLES).map(cut);
    const why = note?.why ?? (values.length === 0 ? 'empty in the first rows' : 'no field recognized');
    return { column, header, fields, custom, doNotCall, ignored: isUsed ? null : why, samples: shown };
  });
}

const cut = (value: string): string => {
  const line = value.replace(/\s+/g, ' ');
  return line.length > SAMPLE_AT_MOST ? `${line.slice(0, SAMPLE_AT_MOST - 1)}…` : line;
};

/** The same as lines for the terminal: what is sent, then what is not. */
export function columnsInWords(uses: readonly ColumnUse[]): string[] {
  const sent = uses.filter(({ ignored }) => ignored === null);
  const others = uses.filter(({ ignored }) => ignored !== null);
  const line = (use: ColumnUse, what: string) =>
    `  ${use.header.trim() || `column ${use.column + 1}`} → ${what}${use.samples.length === 0 ? '' : `: ${use.samples.join(', ')}`}`;
  return [
    `${sent.length} of ${uses.length} columns are sent:`,
    ...sent.map((use) => line(use, useInWords(use))),
    ...(others.length === 0 ? [] : ['Not sent:']),
    ...others.map((use) => line(use, `ignored, ${(use.ignored ?? '').replace(/\.$/, '')}`)),
  ];
}

function useInWords({ fields, custom, doNotCall }: ColumnUse): string {
  return [
    ...fields.map(
      (name) => `${name === FULL_NAME ? FULL_NAME_LABEL : LEAD_FIELD_LABELS[name as LeadFieldName]} (${name})`,
    ),
    ...custom.map((label) => `custom field ${label}`),
    ...(doNotCall ? ['marks rows not to call'] : []),
  ].join(', ');
}

import type { ReceiverField } from '../../../../src-preload/contract/index.ts';
import { ColumnLine, ColumnLines } from '../../../features/list-file/column-line.tsx';
import { fillPostField, type PostSource, usePosting } from '../../../state/posting.ts';
import { TextInput } from '../../../ui/inputs.tsx';
import { Select } from '../../../ui/select.tsx';
import { CALL_FIELDS, fieldOptions, REQUIRED_OF_CALL } from './field-options.ts';

interface ColumnTableProps {
  readonly source: PostSource;
  readonly columns: readonly { readonly header: string; readonly field: string | null }[];
  readonly fields: readonly ReceiverField[];
  readonly callData: boolean;
}

const NONE = '(none)';

/** Each column with its first values, and the lead type's field that it fills. */
export function ColumnTable({ source, columns, fields, callData }: ColumnTableProps) {
  const set = usePosting((s) => s.options.set);
  const isFilled = (name: string) =>
    columns.some(({ field }) => field?.toLowerCase() === name.toLowerCase()) ||
    set.some(({ field, value }) => field.trim().toLowerCase() === name.toLowerCase() && value !== '');
  const required = fields.filter((one) => one.required).map(({ name }) => name);
  const missing = [...required, ...(callData ? REQUIRED_OF_CALL : [])].filter((name) => !isFilled(name));
  return (
    <>
      <ColumnLines>
        {columns.map(({ header, field }, at) => {
          const samples = source.kind === 'file' ? (source.columns[at]?.samples ?? []) : [];
          const other = columns.findIndex((one, i) => i !== at && field !== null && one.field === field);
          const name = header === '' ? `Column ${at + 1}` : header;
          return (
            <ColumnLine
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in the file
              key={at}
              header={header}
              samples={
                source.kind === 'leads' ? ['from the inbox'] : [...new Set(samples.filter((s) => s !== ''))].slice(0, 3)
              }
              leftOut={field === null}
              why={whyOf(field, fields, other < 0 ? undefined : columns[other]?.header)}
              unsure={other >= 0}
            >
              {fields.length === 0 ? (
                <TextInput
                  size="small"
                  aria-label={`${name} becomes`}
                  placeholder="Not posted"
                  value={field ?? ''}
                  onChange={(typed) => fillPostField(at, typed.trim() === '' ? null : typed)}
                />
              ) : (
                <Select<string>
                  size="small"
                  aria-label={`${name} becomes`}
                  value={field ?? NONE}
                  options={[
                    { label: 'Not a field', options: [{ value: NONE, label: 'Not posted' }] },
                    { label: 'Lead fields', options: fieldOptions(fields, field) },
                    ...(callData ? [{ label: 'The call', options: CALL_FIELDS }] : []),
                  ]}
                  onChange={(chosen) => fillPostField(at, chosen === NONE ? null : chosen)}
                />
              )}
            </ColumnLine>
          );
        })}
      </ColumnLines>
      {missing.length > 0 && (
        <output>
          <MissingFields names={missing} />
        </output>
      )}
    </>
  );
}

function MissingFields({ names }: { readonly names: readonly string[] }) {
  return (
    <p style={{ padding: '12px 16px' }}>
      Required and not filled by any column: {names.join(', ')}. Map a column, or give the same value for every lead
      above.
    </p>
  );
}

function whyOf(field: string | null, fields: readonly ReceiverField[], other: string | undefined): string {
  if (other !== undefined) return `Joined with “${other}”, a space between them`;
  if (field === null) return 'Not posted';
  const known = fields.find((one) => one.name === field);
  if (known === undefined) return fields.length === 0 ? 'Posted under this name, not checked' : 'Not checked';
  return `${known.required ? 'Required' : 'Optional'}${known.contact ? ', never in a ping' : ''}`;
}

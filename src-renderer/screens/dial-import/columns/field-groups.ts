import {
  FULL_NAME,
  FULL_NAME_LABEL,
  LEAD_FIELD_LABELS,
  type LeadFieldName,
} from '../../../../src-preload/contract/index.ts';
import type { OptionGroup } from '../../../ui/select.tsx';

/** The target of a column: a lead field, a custom field, or none. */
export type Target = LeadFieldName | typeof FULL_NAME | '(custom)' | '(none)';

const GROUPS: readonly { readonly label: string; readonly fields: readonly LeadFieldName[] }[] = [
  { label: 'Phones', fields: ['phone_number', 'phone_code', 'alt_phone', 'multi_alt_phones'] },
  {
    label: 'Person',
    fields: ['title', 'first_name', 'middle_initial', 'last_name', 'gender', 'date_of_birth', 'email'],
  },
  {
    label: 'Address',
    fields: [
      'address1',
      'address2',
      'address3',
      'city',
      'state',
      'province',
      'postal_code',
      'country_code',
      'gmt_offset_now',
    ],
  },
  { label: 'Lead', fields: ['vendor_lead_code', 'source_id', 'owner', 'rank', 'security_phrase', 'comments'] },
];

/** The same, or a custom field that the dialer reported, by its label. */
export type TargetChoice = Target | `custom:${string}`;

/**
 * The options of the select. Fields that other columns fill already say so. `known`: the custom fields that the dialer reports for the list.
 */
export function targetOptions(
  taken: (field: LeadFieldName) => string | undefined,
  known: { readonly listId: string; readonly labels: readonly string[] },
): readonly OptionGroup<TargetChoice>[] {
  const fullName = {
    value: FULL_NAME as Target,
    label: FULL_NAME_LABEL,
    note: 'Split into title, first, middle and last name',
  };
  return [
    {
      label: 'Not a dialer field',
      options: [
        { value: '(none)', label: 'Leave out' },
        { value: '(custom)', label: 'Custom field…', note: 'One of the list’s custom fields, by its label' },
      ],
    },
    ...(known.labels.length === 0
      ? []
      : [
          {
            label: `Custom fields of list ${known.listId}`,
            options: known.labels.map((label) => ({ value: `custom:${label}` as const, label })),
          },
        ]),
    ...GROUPS.map(({ label, fields }) => ({
      label,
      options: [
        ...(fields.includes('first_name') ? [fullName] : []),
        ...fields.map((field) => {
          const by = taken(field);
          return {
            value: field,
            label: LEAD_FIELD_LABELS[field],
            note: by === undefined ? undefined : `Joined with ${by}`,
          };
        }),
      ],
    })),
  ];
}

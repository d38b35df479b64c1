import { createRowChecker, type RowEdits } from '../../../../src-main/dialing/check-row/index.ts';
import type { DialerTraits } from '../../../../src-preload/contract/connections.ts';
import { type DialSettingsInput, dialSettings } from '../../../../src-preload/contract/dial-settings.ts';
import type { Issue } from '../../../../src-preload/contract/issues.ts';
import {
  type DateOrder,
  LEAD_FIELDS,
  type LeadFieldName,
  type Mapping,
  type Unreadable,
} from '../../../../src-preload/contract/mapping.ts';

export interface Around {
  readonly settings?: Partial<DialSettingsInput>;
  readonly traits?: DialerTraits;
  readonly dateOrder?: DateOrder;
  readonly serials?: boolean;
  readonly unreadable?: Unreadable;
  readonly today?: string;
  readonly edits?: RowEdits;
}

export const GOOD_PHONE = '7275551111';

/** A mapping of one column for each field, in the order of the fields. */
export function oneToOne(fields: readonly LeadFieldName[] = LEAD_FIELDS): Mapping {
  return {
    columns: fields.map((header, index) => ({ header, index })),
    targets: Object.fromEntries(fields.map((field, index) => [field, { from: [index] }])),
    custom: {},
  };
}

/** Checks a row of named values, a good phone unless one is given; returns what was found and what is sent. */
export function look(row: Partial<Record<LeadFieldName, string>>, around: Around = {}) {
  const { settings, traits, dateOrder, today, serials, unreadable, edits } = around;
  const checker = createRowChecker({
    mapping: {
      ...oneToOne(),
      ...(dateOrder === undefined ? {} : { dateOrder }),
      ...(unreadable === undefined ? {} : { unreadable }),
    },
    settings: dialSettings.parse({ list_id: '101', campaign: 'SPRING', ...settings }),
    ...(traits === undefined ? {} : { traits }),
    dates: { today, serials },
  });
  const cells = LEAD_FIELDS.map((field) => row[field] ?? (field === 'phone_number' ? GOOD_PHONE : ''));
  const checked = checker.check(cells, edits);
  return { ...checked, codes: checked.issues.map((issue: Issue) => issue.code), sent: checker.fields(cells, edits) };
}

import { useState } from 'react';
import { CriteriaBuilder } from '../../../src-renderer/screens/account/criteria/criteria-builder.tsx';
import type { Criterion, LeadField } from '../../../src-renderer/screens/account/criteria/criterion.ts';
import { MappingTable } from '../../../src-renderer/screens/account/mapping/mapping-table.tsx';
import { SentPreview } from '../../../src-renderer/screens/account/mapping/sent-preview.tsx';
import { type FieldSetting, newSetting } from '../../../src-renderer/screens/account/mapping/settings.ts';
import type { DeliveryDay } from '../../../src-renderer/screens/account/week/schedule.ts';
import { readSchedule } from '../../../src-renderer/screens/account/week/schedule-text.ts';
import { WeekEditor } from '../../../src-renderer/screens/account/week/week-editor.tsx';
import type { Specimen } from '../specimen.tsx';

const FIELDS: readonly LeadField[] = [
  { id: 100, name: 'FirstName', dataType: 'Varchar', values: [] },
  { id: 101, name: 'Zip', dataType: 'Varchar', values: [] },
  { id: 102, name: 'Age', dataType: 'Int', values: [] },
  { id: 103, name: 'BirthDate', dataType: 'DateTime', values: [] },
  { id: 104, name: 'State', dataType: 'Varchar', values: ['CA', 'NV', 'AZ'] },
  { id: 105, name: 'HomeOwner', dataType: 'Varchar', values: ['Yes', 'No'] },
];

const criterion = (
  LeadFieldUID: number,
  Operator: string | number,
  Value: string,
  Type = 'FieldValue',
  Expression = '',
) => ({ ClientCriteriaUID: 1, LeadFieldUID, Type, Expression, Operator, Value }) satisfies Criterion;

function Criteria() {
  const [criteria, setCriteria] = useState<readonly Criterion[]>([
    criterion(101, 'In', '90210|10001|94105|60601|89101|30301'),
    criterion(102, 'Between', '25,40'),
    criterion(104, 'NotIn', 'NV'),
    criterion(103, 'DateCompare', '>=18y'),
    criterion(101, 'Distance_Compare', '90210,25'),
    criterion(103, 'In', '1|2|3', 'Function', 'WEEKDAY'),
    criterion(100, 'NotEqual', '', 'Expression', '^test'),
    criterion(103, 'DateCompare', 'LAST WEEK'),
    criterion(105, 'Sounds_Like', 'Yes'),
  ]);
  return <CriteriaBuilder criteria={criteria} fields={FIELDS} onChange={setCriteria} leads="Auto insurance leads" />;
}

function Week() {
  const start = readSchedule('Mon–Fri 8:15 AM–12 PM and 1 PM–5 PM; Sat 10 AM–2 PM; Jan 1, 2027 closed', [], 7);
  const [rows, setRows] = useState<readonly DeliveryDay[]>(typeof start === 'string' ? [] : start);
  return <WeekEditor rows={rows} onChange={setRows} uid={7} />;
}

const LEADS = [
  { label: 'Ann Davis, Las Vegas', values: { FirstName: 'Ann', Zip: '89101', HomeOwner: 'Yes' } },
  { label: 'Bo Reed, Reno', values: { FirstName: 'Bo', Zip: '89501', HomeOwner: 'No' } },
];
const METHOD = {
  ...{ type: 'HTTP POST', address: 'https://example.com/leads', schema: '', emailTo: '' },
  ...{ emailSubject: '', emailTemplate: '' },
};

function Mapping() {
  const [at, setAt] = useState(0);
  const mapping = {
    DeliverySettingUID: 11,
    DeliveryMappingUID: 1,
    Delete: false,
    FieldValue: 'Yes',
    DeliveryValue: 'Y',
  };
  const [settings, setSettings] = useState<readonly FieldSetting[]>([
    newSetting(7, { DeliverySettingUID: 10, FieldName: 'first', LeadFieldUID: 100 }),
    newSetting(7, {
      DeliverySettingUID: 11,
      FieldName: 'owner',
      LeadFieldUID: 105,
      hasMap: true,
      FieldMappings: [mapping],
    }),
    newSetting(7, { DeliverySettingUID: 12, FieldName: 'partner', FieldType: 0, Value: 'acme' }),
    newSetting(7, {
      DeliverySettingUID: 13,
      FieldName: 'sent_at',
      FieldType: 2,
      Value: 'SystemDate',
      Format: 'yyyy-MM-dd',
    }),
    newSetting(7, { DeliverySettingUID: 14, FieldName: 'first', LeadFieldUID: 100, Delete: true }),
    newSetting(7, { DeliverySettingUID: 15, FieldName: 'zip', LeadFieldUID: 999 }),
  ]);
  return (
    <>
      <MappingTable
        settings={settings}
        fields={FIELDS}
        uid={7}
        onChange={setSettings}
        lead={LEADS[at]?.values ?? null}
      />
      <SentPreview
        method={METHOD}
        settings={settings}
        fields={FIELDS}
        leads={LEADS}
        at={at}
        onChoose={setAt}
        inTesting
      />
    </>
  );
}

export const ACCOUNT: readonly Specimen[] = [
  { name: 'CriteriaBuilder', wide: true, Shown: Criteria },
  { name: 'WeekEditor', wide: true, Shown: Week },
  { name: 'MappingTable', wide: true, Shown: Mapping },
];

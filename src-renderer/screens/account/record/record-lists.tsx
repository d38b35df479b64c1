import { useMemo, useState } from 'react';
import type { RecordField } from '../../../../src-preload/contract/index.ts';
import type { EditValue, Members, TypeField } from '../../../state/account-record.ts';
import { toastError } from '../../../ui/toaster.tsx';
import { CriteriaBuilder } from '../criteria/criteria-builder.tsx';
import type { Criterion } from '../criteria/criterion.ts';
import { MappingTable } from '../mapping/mapping-table.tsx';
import type { LeadValues, SendingMethod } from '../mapping/sent.ts';
import { SentPreview } from '../mapping/sent-preview.tsx';
import type { FieldSetting } from '../mapping/settings.ts';
import type { DeliveryDay } from '../week/schedule.ts';
import { WeekEditor } from '../week/week-editor.tsx';
import { ChooseLead } from './choose-lead.tsx';
import { ChoosePost } from './choose-post.tsx';
import { choiceAt, rowFields, rowsAt } from './edited.ts';
import { readLead, readPost, valuesOfLead, valuesOfPost } from './own-lead.ts';
import styles from './record.module.css';
import { RowsTable } from './rows-table.tsx';
import { sampleLeads } from './sample-leads.ts';

interface RecordListProps {
  /** The list. */
  readonly field: RecordField;
  /** All fields of the kind. */
  readonly fields: readonly RecordField[];
  readonly value: unknown;
  /** The edited value of another field of the record. */
  readonly editedAt: (path: string) => unknown;
  /** The fields of the record’s lead type. */
  readonly typeFields: readonly TypeField[];
  /** The number of the record. */
  readonly id: number;
  readonly onValue: (value: EditValue) => void;
}

/** A list of a record in its editor: criteria, field settings, days and hours, or a table. */
export function RecordList(props: RecordListProps) {
  const { field, fields, value, typeFields, id, onValue } = props;
  const rows = rowsAt(value);
  const give = (next: readonly unknown[]) => onValue(next as EditValue);
  switch (field.path) {
    case 'Criteria':
      return (
        <section aria-label="Who it buys">
          <h2 className={styles.heading}>Criteria</h2>
          <CriteriaBuilder criteria={rows as unknown as readonly Criterion[]} fields={typeFields} onChange={give} />
        </section>
      );
    case 'Rules':
      return (
        <section aria-label="Which leads it takes">
          <h2 className={styles.heading}>Rules</h2>
          <CriteriaBuilder
            criteria={rows.map(ruleAsCriterion)}
            fields={typeFields}
            onChange={(next) => give(next.map((one) => criterionAsRule(one, id)))}
          />
        </section>
      );
    case 'DeliveryDays':
      return (
        <section aria-label="When it delivers">
          <h2 className={styles.heading}>Days and hours</h2>
          <WeekEditor rows={rows as unknown as readonly DeliveryDay[]} uid={id} onChange={give} />
        </section>
      );
    case 'FieldSettings':
      return <Mapping {...props} settings={rows as unknown as readonly FieldSetting[]} onSettings={give} />;
    default:
      return (
        <RowsTable
          label={field.label}
          fields={rowFields(fields, field.path)}
          list={field.path}
          rows={rows}
          {...(field.readOnly ? {} : { onRows: give })}
        />
      );
  }
}

/** A campaign's rule compares field values only; its other members are kept. */
const ruleAsCriterion = (rule: Members): Criterion =>
  ({ ...rule, ClientCriteriaUID: rule.VendorRuleUID, Type: 'FieldValue', Expression: '' }) as unknown as Criterion;

function criterionAsRule(criterion: Criterion, campaign: number): Members {
  const { ClientCriteriaUID, Type: _, Expression: __, ...rule } = criterion as unknown as Members;
  return { VendorAccountUID: campaign, Delete: false, ...rule, VendorRuleUID: ClientCriteriaUID };
}

/** A lead of the inbox or of a post that the preview is shown for. */
interface OwnLead {
  readonly label: string;
  readonly valuesOf: (fields: readonly TypeField[]) => LeadValues;
}

interface MappingProps extends RecordListProps {
  readonly settings: readonly FieldSetting[];
  readonly onSettings: (settings: readonly FieldSetting[]) => void;
}

function Mapping({ fields, editedAt, typeFields, id, settings, onSettings }: MappingProps) {
  const [at, setAt] = useState(0);
  const [own, setOwn] = useState<OwnLead | null>(null);
  const leads = useMemo(() => {
    const samples = sampleLeads(typeFields);
    return own === null ? samples : [...samples, { label: own.label, values: own.valuesOf(typeFields) }];
  }, [typeFields, own]);
  const show = (lead: OwnLead) => {
    setOwn(lead);
    setAt(sampleLeads(typeFields).length);
  };
  const chooseLead = async ({ id: leadId, label }: { readonly id: number; readonly label: string }) => {
    const lead = await readLead(leadId);
    if (typeof lead === 'string') toastError(lead);
    else show({ label, valuesOf: (of) => valuesOfLead(lead, of) });
  };
  const choosePost = async ({ jobId, label }: { readonly jobId: number; readonly label: string }) => {
    const posted = await readPost(jobId);
    if (typeof posted === 'string') toastError(posted);
    else show({ label, valuesOf: (of) => valuesOfPost(posted, of) });
  };
  const text = (path: string) => String(editedAt(path) ?? '');
  const typeField = fields.find(({ path }) => path === 'Type');
  const type = typeField === undefined ? null : choiceAt(typeField, editedAt('Type'));
  const method: SendingMethod = {
    type: (type === null ? undefined : typeField?.choices[type]?.name) ?? text('Type'),
    ...{ address: text('DeliveryAddress'), schema: text('XML'), emailTo: text('EmailAddress') },
    ...{ emailSubject: text('EmailSubject'), emailTemplate: text('EmailTemplate') },
  };
  return (
    <section aria-label="What it sends">
      <h2 className={styles.heading}>Field settings and value mappings</h2>
      <MappingTable
        settings={settings}
        fields={typeFields}
        uid={id}
        onChange={onSettings}
        lead={leads[at]?.values ?? null}
      />
      <SentPreview
        {...{ method, settings, leads, at }}
        fields={typeFields}
        onChoose={setAt}
        chooser={
          <div className={styles.choosers}>
            <ChooseLead onChoose={(lead) => void chooseLead(lead)} />
            <ChoosePost onChoose={(post) => void choosePost(post)} />
          </div>
        }
        inTesting={editedAt('inTesting') === true}
      />
    </section>
  );
}

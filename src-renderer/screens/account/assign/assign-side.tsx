import type { ItemColumns } from '../../../../src-preload/contract/index.ts';
import { FormatPicker } from '../../../features/list-file/format-picker.tsx';
import { Field } from '../../../ui/field.tsx';
import { formatCount } from '../../../ui/format.ts';
import { Checkbox } from '../../../ui/inputs.tsx';
import { Select } from '../../../ui/select.tsx';
import styles from '../bulk.module.css';
import { AssignedBar } from './assigned-bar.tsx';
import type { AssignChoices, ListPlan } from './list-plan.ts';

interface AssignSideProps {
  readonly plan: ListPlan;
  readonly choices: AssignChoices;
  readonly onChoices: (choices: AssignChoices) => void;
}

const COLUMNS: readonly { readonly of: keyof ItemColumns; readonly label: string }[] = [
  { of: 'value', label: 'Value' },
  { of: 'clients', label: 'Clients' },
  { of: 'description', label: 'Name' },
  { of: 'tag1', label: 'Tag 1' },
  { of: 'tag2', label: 'Tag 2' },
];
const NONE = -1;

/** The columns of a file, what may be removed, and how many items are assigned before and after. */
export function AssignSide({ plan, choices, onChoices }: AssignSideProps) {
  const { inspection, columns, unlisted, missingAssignments, before, after } = plan;
  const options = [
    { value: NONE, label: 'Not in the file' },
    ...inspection.columns.map((header, at) => ({ value: at, label: header || `Column ${at + 1}` })),
  ];
  const format = (change: AssignChoices['format']) =>
    onChoices({ ...choices, columns: null, format: { ...choices.format, ...change } });
  return (
    <section className={styles.side} aria-label="File">
      <div className={styles.group}>
        <h2 className={styles.heading}>Columns</h2>
        {COLUMNS.map(({ of, label }) => (
          <Field key={of} label={label}>
            <Select<number>
              size="small"
              value={columns[of] ?? NONE}
              options={of === 'value' ? options.slice(1) : options}
              onChange={(at) => onChoices({ ...choices, columns: { ...columns, [of]: at === NONE ? null : at } })}
            />
          </Field>
        ))}
        <p className={styles.soft}>Clients by number, user name or name; several separated by | or ;</p>
      </div>
      <div className={styles.group}>
        <h2 className={styles.heading}>Remove assignments</h2>
        <Checkbox
          label={`${formatCount(unlisted, 'assignment')} that the file doesn’t list for its items`}
          checked={choices.removeUnlisted}
          onChange={(removeUnlisted) => onChoices({ ...choices, removeUnlisted })}
        />
        <Checkbox
          label={`${formatCount(missingAssignments, 'assignment')} of items that aren’t in the file`}
          checked={choices.removeMissing}
          onChange={(removeMissing) => onChoices({ ...choices, removeMissing })}
        />
        <p className={styles.soft}>LeadExec’s API can’t delete items, only their assignments.</p>
      </div>
      <div className={styles.group}>
        <h2 className={styles.heading}>Assigned</h2>
        <AssignedBar label="Before" assigned={before} />
        <AssignedBar label="After" assigned={after} />
      </div>
      <details>
        <summary>How the file is read</summary>
        <FormatPicker inspection={inspection} disabled={false} onChange={format} />
      </details>
    </section>
  );
}

import {
  DUPLICATE_BY,
  DUPLICATE_DAYS,
  DUPLICATE_WITHIN,
  type DuplicateCheck,
  type DuplicateRule,
} from '../../../../src-preload/contract/index.ts';
import { changeSetting, useDraft } from '../../../state/draft.ts';
import { Field } from '../../../ui/field.tsx';
import { Checkbox } from '../../../ui/inputs.tsx';
import { Note } from '../../../ui/notes.tsx';
import { Select } from '../../../ui/select.tsx';
import styles from './duplicate-picker.module.css';

const BY: Readonly<Record<DuplicateRule['by'], string>> = {
  PHONE: 'Phone',
  PHONEALT: 'Phone or other phone',
  TITLEALTPHONE: 'Title and other phone',
  NAMEPHONE: 'Name and phone',
};

const WITHIN: Readonly<Record<DuplicateRule['within'], string>> = {
  LIST: 'This list',
  CAMP: 'Campaign',
  SYS: 'Whole dialer',
};

const EVER = 'ever';
const DAYS = [
  { value: EVER, label: 'Any time' },
  ...DUPLICATE_DAYS.map((d) => ({ value: String(d), label: `Loaded in the last ${d === 1 ? 'day' : `${d} days`}` })),
];

/** The choice, in a few words. */
export function duplicatesInWords({ checks, days }: DuplicateCheck): string {
  if (checks.length === 0) return 'not checked';
  const first = checks[0];
  const words = first === undefined ? '' : `${BY[first.by].toLowerCase()}, ${WITHIN[first.within].toLowerCase()}`;
  const more = checks.length > 1 ? ` and ${checks.length - 1} more` : '';
  return `${words}${more}${days === null ? '' : `, ${days} days`}`;
}

/** What the choice costs, and what happens without it. */
function Cost({ check: { checks, days } }: { readonly check: DuplicateCheck }) {
  const byPhone = checks.some((c) => c.by === 'PHONE' || c.by === 'PHONEALT');
  if (!byPhone) {
    return (
      <Note kind="warning">
        Without a phone check, a row whose answer is lost stays unknown, and sending it again may add it twice.
      </Note>
    );
  }
  if (days !== null) {
    return <Note>A row whose answer is lost is resolved automatically only within the time chosen below.</Note>;
  }
  if (checks.some((c) => c.within === 'SYS')) {
    return <Note>Searches the whole dialer for each lead. This is the slowest option with millions of leads.</Note>;
  }
  if (checks.some((c) => c.within === 'CAMP')) {
    return (
      <Note>Searches all lists of the campaign for each lead. Fails if the list doesn’t exist in the dialer.</Note>
    );
  }
  return <Note>Searches only this list for each lead. A row whose answer is lost is resolved automatically.</Note>;
}

/** Which leads the dialer refuses as duplicates: what it compares, where it looks, and how far back. */
export function DuplicatePicker() {
  const { checks, days } = useDraft((d) => d.settings.duplicate_check);
  const has = (rule: DuplicateRule) => checks.some((c) => c.by === rule.by && c.within === rule.within);
  const toggle = (rule: DuplicateRule, on: boolean) => {
    const rest = checks.filter((c) => c.by !== rule.by || c.within !== rule.within);
    changeSetting('duplicate_check', { days, checks: on ? [...rest, rule] : rest });
  };
  return (
    <>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <th scope="col">Match on</th>
            {DUPLICATE_WITHIN.map((within) => (
              <th key={within} scope="col">
                {WITHIN[within]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {DUPLICATE_BY.map((by) => (
            <tr key={by}>
              <th scope="row">{BY[by]}</th>
              {DUPLICATE_WITHIN.map((within) => (
                <td key={within}>
                  <Checkbox
                    hideLabel
                    label={`Same ${BY[by].toLowerCase()}, ${WITHIN[within].toLowerCase()}`}
                    checked={has({ by, within })}
                    onChange={(on) => toggle({ by, within }, on)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Cost check={{ checks, days }} />
      <Field
        label="Time range"
        help="The dialer refuses duplicates and names the existing lead. Campaign means all lists of this list’s campaign."
      >
        <Select
          value={days === null ? EVER : String(days)}
          options={DAYS}
          disabled={checks.length === 0}
          onChange={(v) =>
            changeSetting('duplicate_check', { checks, days: DUPLICATE_DAYS.find((d) => String(d) === v) ?? null })
          }
        />
      </Field>
    </>
  );
}

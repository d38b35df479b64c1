import type { PostCheck, RowIssue } from '../../../../src-preload/contract/index.ts';
import { formatNumber } from '../../../ui/format.ts';
import styles from '../posts.module.css';

/** The number of fields shown of each lead; those with findings come first. */
const FIELDS_AT_MOST = 6;

const WORDS: Readonly<Partial<Record<RowIssue['code'], string>>> = {
  required: 'missing',
  type: 'wrong type',
  validation: 'doesn’t match the vendor’s expression',
  'not-in-values': 'not an allowed value',
  'too-long': 'too long',
  'out-of-range': 'out of range',
  'file-marks': 'without the file’s marks (="…", quotes, HTML)',
  'placeholder-cleared': 'placeholder: left empty',
  'characters-removed': 'characters removed',
  'unknown-field': 'not of this lead type',
  'do-not-call': 'on the do-not-call list',
  'posted-before': 'posted to this source before',
  'posted-and-open': 'posted before, result not known yet',
  'duplicate-in-file': 'same phone or email as an earlier row',
  'unreadable-row': 'can’t be read',
  'call-date': 'call date can’t be read',
};

/** Issues of a value that is posted otherwise than it is in the file. */
const CHANGES: ReadonlySet<RowIssue['code']> = new Set(['file-marks', 'placeholder-cleared', 'characters-removed']);

function wordsOf({ code, field, detail }: RowIssue): string {
  const words = WORDS[code] ?? code;
  const about =
    detail === undefined || code === 'validation' ? '' : ` (${code === 'type' ? `must be ${detail}` : detail})`;
  return `${field === '' ? '' : `${field} `}${words}${about}`;
}

interface SampleTableProps {
  readonly rows: PostCheck['sample'];
  /** The title of the table. */
  readonly title: string;
}

/** Leads as they would be posted, those with findings first. Changes are shown as before → after. */
export function SampleTable({ rows, title }: SampleTableProps) {
  const touched = new Set(
    rows.flatMap(({ issues, postedAs = {} }) => [...issues.map(({ field }) => field), ...Object.keys(postedAs)]),
  );
  const all = [...new Set([...touched, ...rows.flatMap(({ fields }) => Object.keys(fields))])].filter((f) => f !== '');
  const fields = [...all.filter((name) => touched.has(name)), ...all.filter((name) => !touched.has(name))].slice(
    0,
    FIELDS_AT_MOST,
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: where it scrolls sideways, the keyboard scrolls it
    <section className={styles.wide} tabIndex={0} aria-label={title}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.number}>
              Row
            </th>
            {fields.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">Found</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, fields: values, postedAs, issues }) => (
            <tr key={row}>
              <th scope="row" className={styles.number}>
                {formatNumber(row)}
              </th>
              {fields.map((name) => (
                <td key={name}>
                  <Value value={values[name] ?? ''} issues={issues.filter(({ field }) => field === name)} />
                  {postedAs?.[name] !== undefined && (
                    <>
                      {' '}
                      <span aria-hidden="true">→</span> <ins className={styles.after}>{postedAs[name]} Pacific</ins>
                    </>
                  )}
                </td>
              ))}
              <td className={styles.why}>
                {issues.length === 0 ? 'Nothing' : issues.map(wordsOf).join('; ')}
                {issues.some(({ severity }) => severity === 'error') && ': left out'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Value({ value, issues }: { readonly value: string; readonly issues: readonly RowIssue[] }) {
  // The first is the value as the file has it.
  const removed = issues.find(({ code }) => CHANGES.has(code));
  const wrong = issues.some(({ severity }) => severity === 'error');
  const empty = wrong ? 'empty' : removed === undefined ? '' : 'nothing';
  const after = <span className={wrong ? styles.wrong : undefined}>{value === '' ? empty : value}</span>;
  if (removed?.before === undefined) return after;
  return (
    <>
      <del className={styles.before}>{removed.before}</del> <span aria-hidden="true">→</span>{' '}
      <ins className={styles.after}>{after}</ins>
    </>
  );
}

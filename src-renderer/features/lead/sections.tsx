// biome-ignore-all lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
// biome-ignore-all lint/a11y/useSemanticElements: a name for what scrolls, which is no set of fields
import { GitCompareArrows, Tag as TagIcon } from 'lucide-react';
import type { LeadDetail } from '../../../src-preload/contract/index.ts';
import { mailAddress } from '../../state/lead-verdict.ts';
import { cx } from '../../ui/cx.ts';
import { PaneSection } from '../../ui/detail-pane.tsx';
import { formatPhone } from '../../ui/format.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { type Fact, originOf, sectionsOf, shortTime } from './field-words.ts';
import styles from './sections.module.css';

/** Contact, license, experience and preferences: each value with its source. */
export function Sections({ lead }: { readonly lead: LeadDetail }) {
  const sections = sectionsOf(lead);
  const several = lead.records.length > 1;
  if (sections.length === 0) return <p className={styles.none}>No other details.</p>;
  return (
    <div className={cx(styles.sections, several && styles.marked)}>
      {sections.map(({ title, facts }) => (
        <PaneSection key={title} title={title}>
          <dl className={styles.facts}>
            {facts.map((fact) => (
              <div key={`${fact.name} ${fact.text}`} className={styles.fact}>
                <dt>{fact.name}</dt>
                <dd>
                  <FactText fact={fact} />
                </dd>
                {several && (
                  <dd>
                    <SourceMark lead={lead} fact={fact} />
                  </dd>
                )}
              </div>
            ))}
          </dl>
        </PaneSection>
      ))}
    </div>
  );
}

function FactText({ fact }: { readonly fact: Fact }) {
  const mail = fact.fields.includes('email') ? mailAddress(fact.text) : null;
  return mail === null ? <span>{fact.text}</span> : <a href={mail}>{fact.text}</a>;
}

/** The source of a value and the values of other sources. It is shown on hover and focus, and always if they differ. */
function SourceMark({ lead, fact }: { readonly lead: LeadDetail; readonly fact: Fact }) {
  const origin = originOf(lead, fact);
  if (origin === null) return null;
  const others = origin.others.map(({ source, value }) => `${source} says ${value}`);
  const Icon = others.length > 0 ? GitCompareArrows : TagIcon;
  return (
    <Tooltip
      text={
        <span className={styles.origin}>
          <span>From {origin.from}</span>
          {others.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </span>
      }
    >
      <button
        type="button"
        className={cx(styles.mark, others.length > 0 && styles.differs)}
        aria-label={`${fact.name}: from ${origin.from}${others.length > 0 ? `; ${others.join('; ')}` : ''}`}
      >
        <Icon size={12} aria-hidden="true" />
      </button>
    </Tooltip>
  );
}

/** Where the person has worked, and which jobs the person applied for. */
export function HistoryTables({ lead }: { readonly lead: LeadDetail }) {
  const { employmentHistory, jobApplications } = lead.fields;
  return (
    <>
      {employmentHistory.length > 0 && (
        <Table
          title="Employment history"
          heads={['Company', 'State', 'Phone', 'From', 'Until']}
          rows={employmentHistory.map((e) => [e.company, e.state, formatPhone(e.phone), e.startDate, e.endDate])}
        />
      )}
      {jobApplications.length > 0 && (
        <Table
          title="Job applications"
          heads={['Job', 'Reference', 'Number', 'Direct', 'Applied']}
          rows={jobApplications.map((a) => [
            a.title,
            a.reference,
            a.jobId,
            a.direct === null ? '' : a.direct ? 'Yes' : 'No',
            shortTime(a.createdAt),
          ])}
        />
      )}
    </>
  );
}

interface TableProps {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function Table({ title, heads, rows }: TableProps) {
  // Empty columns are not shown.
  const shown = heads.map((_, i) => i).filter((i) => rows.some((row) => row[i] !== ''));
  return (
    <PaneSection title={title} count={rows.length}>
      <div className={styles.scroll} role="group" aria-label={title} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              {shown.map((i) => (
                <th key={heads[i]} scope="col">
                  {heads[i]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a vendor's rows have no names of their own and never move
              <tr key={at}>
                {shown.map((i) => (
                  <td key={heads[i]}>{row[i]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </PaneSection>
  );
}

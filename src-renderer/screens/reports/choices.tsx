import { REPORT_ACTIONS } from '../../features/keys/report-keys.ts';
import type { AnsweredReport } from '../../state/reports.ts';
import { daysOf, isNarrowed, type ReportSpan, type ReportsAddress } from '../../state/reports-address.ts';
import { Button } from '../../ui/button.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { type Option, Select } from '../../ui/select.tsx';
import styles from './reports.module.css';

const NO_CHOICES: AnsweredReport['byWho']['choices'] = { sources: [], teams: [] };

interface ChoicesProps {
  readonly address: ReportsAddress;
  readonly now: number;
  readonly report: AnsweredReport | null;
  readonly onChange: (change: Partial<ReportsAddress>) => void;
}

/** Which time, which source and which team the reports are about. */
export function Choices({ address, now, report, onChange }: ChoicesProps) {
  const { sources, teams } = report?.byWho.choices ?? NO_CHOICES;
  const days = daysOf(address, now);
  const sourceOf = (team: string) => sources.find(({ id }) => team.startsWith(`${id}:`))?.name;
  return (
    <section aria-label="Report scope" className={styles.choices}>
      <Segmented<ReportSpan | 'own'>
        aria-label="Time"
        value={address.span ?? 'own'}
        onChange={(to) => onChange(to === 'own' ? { span: null, ...days } : { span: to, from: null, until: null })}
        options={[
          { value: 'today', label: 'Today' },
          { value: 'week', label: '7 days' },
          { value: 'month', label: '30 days' },
          { value: 'own', label: 'Between …' },
        ]}
      />
      {address.span === null && (
        <>
          <DayInput label="First day" value={days.from} onChange={(from) => onChange({ from, until: days.until })} />
          <DayInput label="Last day" value={days.until} onChange={(until) => onChange({ from: days.from, until })} />
        </>
      )}
      <Select<number>
        size="small"
        aria-label="Source"
        className={styles.select}
        value={address.source ?? 0}
        onChange={(id) => onChange({ source: id === 0 ? null : id })}
        options={withChosen(
          [{ value: 0, label: 'All sources' }, ...sources.map(({ id, name }) => ({ value: id, label: name }))],
          address.source,
          'Source',
        )}
      />
      <Select<string>
        size="small"
        aria-label="Team"
        className={styles.select}
        value={address.team ?? ''}
        onChange={(key) => onChange({ team: key === '' ? null : key })}
        options={withChosen(
          [
            { value: '', label: 'All teams' },
            ...teams.map(({ key, name }) => ({
              value: key,
              label: sources.length > 1 ? `${name} (${sourceOf(key) ?? key})` : name,
            })),
          ],
          address.team,
          'Team',
        )}
      />
      {isNarrowed(address) && (
        <Button
          size="small"
          kind="quiet"
          keys={REPORT_ACTIONS.clear.keys}
          onClick={() => onChange({ source: null, team: null })}
        >
          All sources and teams
        </Button>
      )}
    </section>
  );
}

function withChosen<V extends string | number>(options: Option<V>[], chosen: V | null, what: string): Option<V>[] {
  if (chosen === null || options.some(({ value }) => value === chosen)) return options;
  return [...options, { value: chosen, label: `${what} ${chosen}` }];
}

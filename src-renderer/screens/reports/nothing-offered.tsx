import { ChartColumn } from 'lucide-react';
import { sourceAt } from '../../state/addresses.ts';
import { goTo } from '../../state/hash-location.ts';
import type { AnsweredReport } from '../../state/reports.ts';
import { isNarrowed, type ReportsAddress } from '../../state/reports-address.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/notes.tsx';

interface NothingOfferedProps {
  readonly report: AnsweredReport;
  readonly address: ReportsAddress;
  readonly onChange: (change: Partial<ReportsAddress>) => void;
}

/** In place of plots: no offers in this time, none of this source or team, or none ever. */
export function NothingOffered({ report, address, onChange }: NothingOfferedProps) {
  if (report.byWho.choices.sources.length === 0) {
    return (
      <EmptyState
        icon={ChartColumn}
        title="No lead has been offered yet"
        act={
          <Button kind="main" onClick={() => goTo(sourceAt(undefined, 'liondesk'))}>
            Connect LionDesk
          </Button>
        }
      >
        How many offers are claimed and missed, by whom and how fast, will stand here once a source that offers leads is
        connected.
      </EmptyState>
    );
  }
  const widen = () => onChange(isNarrowed(address) ? { source: null, team: null } : MONTH);
  return (
    <EmptyState
      icon={ChartColumn}
      title={isNarrowed(address) ? 'None of these leads was offered in this time' : 'No lead was offered in this time'}
      act={
        (isNarrowed(address) || address.span !== 'month') && (
          <Button kind="main" onClick={widen}>
            {isNarrowed(address) ? 'Look at all sources and teams' : 'Look at the last 30 days'}
          </Button>
        )
      }
    >
      Offers count on the day on which they are sent. Those still to come count when their time has come.
    </EmptyState>
  );
}

const MONTH = { span: 'month', from: null, until: null } as const;

import { ChartColumn } from 'lucide-react';
import { sourceAt } from '../../state/addresses.ts';
import { navigate } from '../../state/hash-location.ts';
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
        title="No leads offered yet"
        action={
          <Button kind="main" onClick={() => navigate(sourceAt(undefined, 'liondesk'))}>
            Connect LionDesk
          </Button>
        }
      >
        Shows how many offers are claimed and missed, by whom and how fast, once LionDesk is connected.
      </EmptyState>
    );
  }
  const widen = () => onChange(isNarrowed(address) ? { source: null, team: null } : MONTH);
  return (
    <EmptyState
      icon={ChartColumn}
      title={isNarrowed(address) ? 'None of these leads was offered in this period' : 'No leads offered in this period'}
      action={
        (isNarrowed(address) || address.span !== 'month') && (
          <Button kind="main" onClick={widen}>
            {isNarrowed(address) ? 'Show all sources and teams' : 'Show the last 30 days'}
          </Button>
        )
      }
    >
      Offers count on the day they are sent. Upcoming offers count once they are sent.
    </EmptyState>
  );
}

const MONTH = { span: 'month', from: null, until: null } as const;

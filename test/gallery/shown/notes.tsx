import { Inbox } from 'lucide-react';
import { useState } from 'react';
import { Boundary } from '../../../src-renderer/ui/boundary.tsx';
import { Button } from '../../../src-renderer/ui/button.tsx';
import { EmptyState, ErrorNote, Note, Skeleton } from '../../../src-renderer/ui/notes.tsx';
import { NoMatch, NotConnected } from '../../../src-renderer/ui/nothing.tsx';
import { Badge, StateBadge } from '../../../src-renderer/ui/state-badge.tsx';
import { JOB_STATE_ORDER, JOB_STATES } from '../../../src-renderer/ui/states.ts';
import { When } from '../../../src-renderer/ui/when.tsx';
import { nothing, Row, type Specimen, State } from '../specimen.tsx';

function Notes() {
  return (
    <>
      <Note>The dialer loads its hopper every minute.</Note>
      <Note kind="warning" actions={<Button size="small">Show</Button>}>
        112 rows left out: phone shorter than 6 digits.
      </Note>
      <ErrorNote actions={<Button size="small">Retry</Button>}>
        The dialer can’t be reached. Nothing was sent; 9,412 rows are kept.
      </ErrorNote>
    </>
  );
}

function Empty() {
  return (
    <>
      <State name="Nothing yet">
        <EmptyState
          icon={Inbox}
          title="Your dial lists will be here"
          action={<Button kind="main">Import a file</Button>}
        >
          Import a CSV file to check every row before it is sent.
        </EmptyState>
      </State>
      <State name="No match">
        <NoMatch title="No lead matches" clear="Clear all filters" keys="shift+f" onClear={nothing}>
          11,353 leads are in this list.
        </NoMatch>
      </State>
      <State name="Not connected">
        <NotConnected
          icon={Inbox}
          title="No source is connected"
          connect="Connect a source"
          onConnect={nothing}
          onPractise={() => Promise.resolve('The practice vendors could not be started.')}
        >
          Leads of every vendor come into one list.
        </NotConnected>
      </State>
    </>
  );
}

function Badges() {
  return (
    <>
      <Row>
        {JOB_STATE_ORDER.map((state) => (
          <StateBadge key={state} state={state} />
        ))}
      </Row>
      <Row>
        {JOB_STATE_ORDER.map((state) => (
          <StateBadge key={state} state={state} plain />
        ))}
      </Row>
      <Row>
        <Badge look={JOB_STATES.held}>Paused by you</Badge>
        <Badge look={JOB_STATES.held} plain announced>
          Paused by you
        </Badge>
      </Row>
    </>
  );
}

function Times() {
  const [now] = useState(() => Date.now());
  return (
    <Row>
      {[20_000, 600_000, 9_000_000, 900_000_000].map((ago) => (
        <When key={ago} at={now - ago} />
      ))}
    </Row>
  );
}

function Fails(): never {
  throw new Error('Shown by the gallery');
}

export const NOTES: readonly Specimen[] = [
  { name: 'Note, ErrorNote', Shown: Notes },
  { name: 'Badge, StateBadge', Shown: Badges },
  { name: 'When', Shown: Times },
  { name: 'Skeleton', Shown: () => <Skeleton lines={3} width="80%" /> },
  {
    name: 'Boundary',
    Shown: () => (
      <Boundary where="gallery" what="This part">
        <Fails />
      </Boundary>
    ),
  },
  { name: 'EmptyState, NoMatch, NotConnected', Shown: Empty },
];

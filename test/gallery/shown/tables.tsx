import { useState } from 'react';
import { Button } from '../../../src-renderer/ui/button.tsx';
import type { GridSort, HugeColumn } from '../../../src-renderer/ui/huge-grid/grid-columns.ts';
import { type GridRows, HugeGrid } from '../../../src-renderer/ui/huge-grid/huge-grid.tsx';
import { EmptyState } from '../../../src-renderer/ui/notes.tsx';
import { StateBadge } from '../../../src-renderer/ui/state-badge.tsx';
import { JOB_STATE_ORDER } from '../../../src-renderer/ui/states.ts';
import { type Column, VirtualTable } from '../../../src-renderer/ui/virtual-table.tsx';
import { Frame, nothing, type Specimen } from '../specimen.tsx';

interface Row {
  readonly id: number;
  readonly name: string;
  readonly rows: string;
}

const NAMES = ['Dana Whitfield', 'Ismael Okonkwo', 'Priya Venkataraman', 'Lee Ann Boatwright-Castellanos'];
const ROWS: readonly Row[] = Array.from({ length: 400 }, (_, id) => ({
  id,
  name: `${NAMES[id % NAMES.length]} ${id + 1}`,
  rows: String((id * 37) % 1000),
}));
const COLUMNS: readonly Column<Row>[] = [
  { id: 'name', title: 'Name', width: 180, grow: true, cell: ({ name }) => name },
  { id: 'rows', title: 'Rows', width: 80, align: 'end', cell: ({ rows }) => rows },
  {
    id: 'state',
    title: 'State',
    width: 140,
    cell: ({ id }) => <StateBadge state={JOB_STATE_ORDER[id % JOB_STATE_ORDER.length] ?? 'ready'} plain />,
  },
];

function Table() {
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set([1, 2]));
  return (
    <Frame>
      <VirtualTable
        label="Imports"
        name="gallery"
        columns={COLUMNS}
        rows={ROWS}
        rowKey={({ id }) => id}
        ticked={ticked}
        onTick={setTicked}
        onOpen={nothing}
      />
    </Frame>
  );
}

function NoRows() {
  return (
    <Frame>
      <VirtualTable
        label="Imports, none yet"
        name="gallery-empty"
        columns={COLUMNS}
        rows={[]}
        rowKey={({ id }) => id}
        empty={<EmptyState title="No imports yet" action={<Button>Import a file</Button>} />}
      />
    </Frame>
  );
}

const GRID: readonly HugeColumn[] = [
  { id: 'name', title: 'Name', width: 160, sortable: true },
  { id: 'phone', title: 'Phone', width: 140, grow: true, sortable: true },
  { id: 'calls', title: 'Calls', width: 80, align: 'end' },
];

function Grid({ count }: { readonly count: number }) {
  const [cursor, setCursor] = useState(1);
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set([2]));
  const [sort, setSort] = useState<GridSort>({ column: 'name', direction: 'ascending' });
  const rows: GridRows = {
    // The rows from the fifth to the eighth are still on their way.
    has: (index) => index < 4 || index > 7,
    text: (index, column) => [ROWS[index % 400]?.name ?? '', '415-555-0132', String(index)][column] ?? '',
    mark: () => '',
    name: (index) => ROWS[index % 400]?.name ?? '',
    ticked: (index) => ticked.has(index),
    inView: nothing,
    hint: () => '',
  };
  return (
    <Frame>
      <HugeGrid
        label={count === 0 ? 'Leads, none yet' : 'Leads'}
        columns={GRID}
        count={count}
        rows={rows}
        cursor={count === 0 ? -1 : cursor}
        onCursor={setCursor}
        onOpen={nothing}
        onTick={(index) => setTicked(new Set([...ticked].includes(index) ? [] : [index]))}
        allTicked={false}
        tickAllLabel="Select all leads"
        onTickAll={nothing}
        sort={sort}
        onSort={(column) => setSort({ column, direction: 'descending' })}
        onWidth={nothing}
        onMove={nothing}
        empty={<EmptyState title="No leads yet" action={<Button>Connect a source</Button>} />}
      />
    </Frame>
  );
}

export const TABLES: readonly Specimen[] = [
  { name: 'VirtualTable', wide: true, Shown: Table },
  { name: 'HugeGrid', wide: true, Shown: () => <Grid count={1_000_000} /> },
  { name: 'VirtualTable: no rows', Shown: NoRows },
  { name: 'HugeGrid: no rows', Shown: () => <Grid count={0} /> },
];

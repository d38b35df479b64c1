import { History } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { PostTurn } from '../../../src-preload/contract/index.ts';
import { turnedLead, turnedWords } from '../../features/receiver/turn-words.ts';
import { deliveriesAt, postsAt } from '../../state/addresses.ts';
import { navigate } from '../../state/hash-location.ts';
import { changePreferences, usePreferences } from '../../state/preferences.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { EmptyState, ErrorNote, Note, Skeleton } from '../../ui/notes.tsx';
import { Page } from '../../ui/page.tsx';
import { type Column, VirtualTable } from '../../ui/virtual-table.tsx';
import { When } from '../../ui/when.tsx';
import styles from './posts.module.css';

/** The most that are shown; the delivery log finds all by review and return. */
const SHOWN = 500;

const columnsFor = (seen: number): readonly Column<PostTurn>[] => [
  {
    id: 'lead',
    title: 'Lead',
    width: 160,
    cell: (turn) => (turn.id > seen ? <strong>{turnedLead(turn)}</strong> : turnedLead(turn)),
  },
  {
    id: 'what',
    title: 'Change',
    width: 208,
    cell: (turn) => (turn.id > seen ? <strong>{turnedWords(turn)}</strong> : turnedWords(turn)),
  },
  { id: 'reason', title: 'Reason', width: 240, grow: true, cell: ({ reason }) => reason },
  { id: 'to', title: 'Receiver', width: 140, cell: ({ connection }) => connection },
  { id: 'at', title: 'Changed', width: 120, align: 'end', cell: ({ at }) => <When at={at} /> },
];

/** Changes of posted leads after they were accepted, newest first. Those since the last visit are highlighted. */
export function ChangesScreen() {
  const { value: turns, error } = useCommandQuery('delivery.turned', { limit: SHOWN }, ['jobs']);
  const seen = usePreferences((p) => p.postTurnsSeen);
  // Changes that were new when the screen opened stay highlighted until it is closed.
  const [seenBefore] = useState(seen);
  const newest = turns?.[0]?.id ?? 0;
  useEffect(() => {
    if (newest > seen) changePreferences({ postTurnsSeen: newest });
  }, [newest, seen]);
  return (
    <Page title="Changes" above={[{ href: postsAt(), label: 'Posts' }]}>
      {error !== null && <ErrorNote className={styles.listError}>{error}</ErrorNote>}
      {turns === null ? (
        error === null && (
          <div className={styles.said}>
            <Skeleton lines={8} />
          </div>
        )
      ) : turns.length === 0 ? (
        <EmptyState icon={History} title="No posted lead has changed">
          Returns, reviews and new prices of leads that LeadExec accepted will appear here. The status of each lead is
          checked daily as long as it can be returned.
        </EmptyState>
      ) : (
        <>
          {turns.length === SHOWN && (
            <Note className={styles.listError}>The newest {SHOWN}. Deliveries finds all by review and return.</Note>
          )}
          <VirtualTable<PostTurn>
            name="post-changes"
            label="Changes to posted leads"
            columns={columnsFor(seenBefore)}
            rows={turns}
            rowKey={({ id }) => id}
            onOpen={({ jobId }) => navigate(deliveriesAt({ job: jobId }))}
            openOnClick
          />
        </>
      )}
    </Page>
  );
}

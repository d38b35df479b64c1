import { CircleDollarSign, FileUp, HandCoins, History, PenLine } from 'lucide-react';
import type { DeliveryBatch } from '../../../src-preload/contract/index.ts';
import { KIND_WORDS, revenueWords } from '../../features/receiver/receiver-words.ts';
import { postsAt } from '../../state/addresses.ts';
import { useDesk } from '../../state/desk.ts';
import { navigate } from '../../state/hash-location.ts';
import { useUnseenTurns } from '../../state/post-turns.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { ActionButton } from '../../ui/button.tsx';
import { formatNumber } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Page } from '../../ui/page.tsx';
import { StackBar } from '../../ui/stack-bar.tsx';
import { type Column, VirtualTable } from '../../ui/virtual-table.tsx';
import { When } from '../../ui/when.tsx';
import { NoReceiver } from './no-receiver.tsx';
import { postParts } from './post-parts.ts';
import styles from './posts.module.css';

const COLUMNS: readonly Column<DeliveryBatch>[] = [
  { id: 'name', title: 'Leads', width: 220, grow: true, cell: (b) => <strong title={b.label}>{b.label}</strong> },
  { id: 'kind', title: 'As', width: 152, cell: (b) => KIND_WORDS[b.kind].word },
  { id: 'to', title: 'Receiver', width: 140, cell: (b) => b.connection },
  { id: 'rows', title: 'Leads posted', width: 112, align: 'end', cell: (b) => formatNumber(b.jobs.total) },
  {
    id: 'bar',
    title: 'Results',
    width: 168,
    cell: (b) => <StackBar parts={postParts(b)} total={b.rows} label={b.label} />,
  },
  {
    id: 'unknown',
    title: 'Unknown',
    width: 80,
    align: 'end',
    cell: (b) => (b.jobs.unknown > 0 ? formatNumber(b.jobs.unknown) : ''),
  },
  { id: 'revenue', title: 'Revenue', width: 120, align: 'end', cell: revenueWords },
  { id: 'who', title: 'By', width: 96, cell: (b) => b.who },
  { id: 'at', title: 'Posted', width: 112, align: 'end', cell: (b) => <When at={b.createdAt} /> },
];

/** Everything posted, newest first, with its result and revenue. */
export function PostList() {
  const { value: batches, error } = useCommandQuery('delivery.batches', { limit: 1000 }, ['jobs', 'connections']);
  const connections = useDesk((s) => s.status?.connections);
  const file = {
    id: 'posts.file',
    label: 'Post a file',
    keys: 'n',
    group: 'Posts',
    run: () => navigate(postsAt('file')),
  };
  const hand = {
    id: 'posts.hand',
    label: 'Post a lead by hand',
    keys: 'shift+n',
    group: 'Posts',
    run: () => navigate(postsAt('hand')),
  };
  const revenue = {
    id: 'posts.revenue',
    label: 'Revenue',
    keys: 'shift+r',
    group: 'Posts',
    run: () => navigate(postsAt('revenue')),
  };
  const unseen = useUnseenTurns();
  const changes = {
    id: 'posts.changes',
    label: unseen === 0 ? 'Changes' : `Changes: ${formatNumber(unseen)} new`,
    keys: 'c',
    group: 'Posts',
    run: () => navigate(postsAt('changes')),
  };
  useKeys([file, hand, revenue, changes]);
  const noReceiver = connections !== undefined && !connections.some(({ kind }) => kind === 'receiver');
  if (noReceiver && batches?.length === 0) return <NoReceiver />;
  const none = batches?.length === 0;
  return (
    <Page
      title="Posts"
      actions={
        !none && (
          <>
            <ActionButton action={changes} icon={History} />
            <ActionButton action={revenue} icon={CircleDollarSign} />
            <ActionButton action={hand} icon={PenLine} />
            <ActionButton action={file} kind="main" icon={FileUp} />
          </>
        )
      }
    >
      {error !== null && <ErrorNote className={styles.listError}>{error}</ErrorNote>}
      {batches === null ? (
        error === null && (
          <div className={styles.said}>
            <Skeleton lines={8} />
          </div>
        )
      ) : none ? (
        <EmptyState
          icon={HandCoins}
          title="Leads that you post will appear here"
          action={
            <>
              <ActionButton action={file} kind="main" icon={FileUp} />
              <ActionButton action={hand} icon={PenLine} />
            </>
          }
        >
          Post leads from a file, from the inbox or by hand. Every lead is checked first, posted exactly once, and every
          result can be explained.
        </EmptyState>
      ) : (
        <VirtualTable<DeliveryBatch>
          name="posts"
          label="Posts"
          columns={COLUMNS}
          rows={batches}
          rowKey={(b) => b.id}
          onOpen={(b) => navigate(postsAt(b.id))}
          openOnClick
        />
      )}
    </Page>
  );
}

import { ListFilter } from 'lucide-react';
import type { Connection } from '../../../src-preload/contract/index.ts';
import { PostsBeingRead } from '../../features/receiver/posts-being-read.tsx';
import { isFiltered, WHOLE_LOG } from '../../state/deliveries-address.ts';
import { loadMore, reloadLog } from '../../state/deliveries-log.ts';
import { changePreferences, usePreferences } from '../../state/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { formatNumber } from '../../ui/format.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import { Page } from '../../ui/page.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { undecided } from '../../ui/states.ts';
import { ActionDialog } from './action-dialog.tsx';
import styles from './deliveries.module.css';
import { ExportButton } from './export-button.tsx';
import { FilterLine } from './filter-line.tsx';
import { JobPane } from './job-detail.tsx';
import { LogSearch } from './log-search.tsx';
import { LogTable } from './log-table.tsx';
import { NothingHere } from './nothing-here.tsx';
import { PickAll } from './pick-all.tsx';
import { StateFilter } from './state-filter.tsx';
import { TickedLine } from './ticked-line.tsx';
import { useDeliveries } from './use-deliveries.ts';
import { rowsWord } from './words.ts';

/** Whether only receivers are connected, so that everything sent is posted. */
const isOfPosts = (connections: readonly Connection[]): boolean =>
  connections.every(({ kind }) => kind === 'receiver' || kind === 'leadexec');

/** The delivery log: everything sent, being sent or waiting to be sent, with its result. */
export function DeliveriesScreen() {
  const work = useDeliveries();
  const { address, filter, connections, counts, log, table, cursor, ticked, tickedJobs, total, matching } = work;
  const { actions, pickAll, setPickAll, change, open, untick, showFresh } = work;
  const listWidth = usePreferences((p) => p.listWidth);
  const unknown = counts === null || counts === undefined ? 0 : undecided(counts);
  return (
    <Page
      title="Deliveries"
      search={<LogSearch text={address.text} onText={(text) => change({ text }, true)} />}
      actions={
        <>
          <Button
            icon={ListFilter}
            keys="*"
            hint="Act on all matching rows"
            disabled={matching === rowsWord(0)}
            onClick={() => setPickAll(true)}
          >
            All matching …
          </Button>
          <ExportButton format="csv" exporting={actions.exporting} matching={matching} />
          <ExportButton format="json" exporting={actions.exporting} matching={matching} />
          {unknown > 0 && address.state !== 'unknown' && (
            <Button kind="main" onClick={() => change({ state: 'unknown' })}>
              Decide on {formatNumber(unknown)} unknown
            </Button>
          )}
        </>
      }
    >
      <StateFilter counts={counts} value={address.state} onChange={(state) => change({ state })} />
      {ticked.size > 0 ? (
        <TickedLine
          jobs={tickedJobs}
          matching={matching}
          onAction={(what) => actions.run(what, tickedJobs)}
          onAll={() => setPickAll(true)}
          onClear={untick}
        />
      ) : (
        <FilterLine
          address={address}
          filter={filter}
          onlyPosts={work.onlyPosts}
          onChange={change}
          matching={matching}
          fresh={log.fresh === 0 ? null : `${formatNumber(log.fresh)}${log.freshMore ? '+' : ''} new`}
          onFresh={showFresh}
        />
      )}
      {log.error !== null && (
        <ErrorNote
          className={styles.error}
          actions={
            <Button size="small" onClick={() => void reloadLog()}>
              Retry
            </Button>
          }
        >
          Deliveries couldn’t be loaded. Nothing was lost, and sending continues. {log.error}
        </ErrorNote>
      )}
      {work.stale && log.jobs.length > 0 && (
        <div className={styles.skeleton}>
          <PostsBeingRead />
        </div>
      )}
      <div className={styles.work}>
        <SplitPane
          list={
            <LogTable
              ref={table}
              narrow={address.job !== null}
              posts={work.onlyPosts}
              shown={work.shown}
              rows={log.jobs}
              total={total}
              onEnd={loadMore}
              selected={cursor}
              onSelect={work.select}
              onOpen={(job) => open(job.id)}
              ticked={ticked}
              onTick={work.tick}
              stale={work.stale}
              empty={
                log.error === null && (
                  <NothingHere
                    settled={log.settled}
                    filtered={isFiltered(address)}
                    onClear={() => change({ ...WHOLE_LOG })}
                  />
                )
              }
            />
          }
          detail={
            address.job === null ? null : (
              <JobPane
                key={address.job}
                known={log.jobs.find((j) => j.id === address.job)}
                opened={work.opened}
                onAction={(what, job) => actions.run(what, [job])}
                onResume={actions.resume}
                onClose={() => open(null)}
              />
            )
          }
          detailLabel="The open row"
          onClose={() => open(null)}
          width={listWidth}
          onWidth={(width) => changePreferences({ listWidth: Math.max(200, Math.min(2000, width)) })}
        />
      </div>
      {actions.asked !== null && (
        <ActionDialog
          asked={actions.asked}
          onClose={(done) => {
            void actions.settle(done);
            table.current?.keepFocus();
          }}
        />
      )}
      {pickAll && (
        <PickAll
          filter={filter}
          posts={work.onlyPosts || isOfPosts(connections)}
          matching={matching}
          onClose={() => {
            setPickAll(false);
            table.current?.keepFocus();
          }}
          onPick={(what) => {
            setPickAll(false);
            actions.actOnAll(what);
          }}
        />
      )}
    </Page>
  );
}

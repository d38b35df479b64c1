import { ActionDialogs } from '../../features/lead/action-dialogs.tsx';
import { LeadPane } from '../../features/lead/lead-pane.tsx';
import { useDesk } from '../../state/desk.ts';
import { brief, EVERYTHING } from '../../state/inbox-filter.ts';
import { FRESH_AT_MOST } from '../../state/inbox-list.ts';
import { NONE } from '../../state/inbox-selection.ts';
import { changePreferences, usePreferences } from '../../state/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { formatNumber } from '../../ui/format.ts';
import { NameDialog } from '../../ui/name-dialog.tsx';
import { ErrorNote } from '../../ui/notes.tsx';
import { Page } from '../../ui/page.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { FilterBar } from './filters/filter-bar.tsx';
import { InboxSearch } from './inbox-search.tsx';
import { ColumnPicker } from './list/column-picker.tsx';
import { LeadTable } from './list/lead-table.tsx';
import styles from './list/list.module.css';
import { NothingHere } from './list/nothing-here.tsx';
import { SortBy } from './list/sort-by.tsx';
import { TickedLine } from './list/ticked-line.tsx';
import { TabStrip } from './tabs/tab-strip.tsx';
import { useInboxWork } from './use-inbox-work.ts';

/** All leads of all vendors, in lists that can be filtered, searched, worked and saved. */
export function InboxScreen() {
  const work = useInboxWork();
  const { inbox, list, grid, counts, moves, actions, bulk, tabActions, selection, ticked, targets, selectAllLabel } =
    work;
  const { address, filter, sort, columns, tab, tabs } = inbox;
  const { pages, count, exact, cursor } = list;
  const listWidth = usePreferences((p) => p.listWidth);
  const connected = useDesk((s) => s.status?.connections.some((c) => c.source !== null) ?? true);
  const settled = pages !== null;
  const filtered = JSON.stringify(brief(filter)) !== '{}';
  const fresh = list.fresh === 0 ? null : `${formatNumber(list.fresh)}${list.fresh >= FRESH_AT_MOST ? '+' : ''}`;
  return (
    <Page
      title="Inbox"
      search={
        <InboxSearch
          text={filter.text}
          onText={(text) => inbox.setFilter({ ...filter, text }, true)}
          onDone={() => grid.current?.focus()}
          onEnter={(text) => {
            grid.current?.focus();
            if (text.trim() === '') return;
            if (text !== filter.text) inbox.setFilter({ ...filter, text }, true);
            work.seek(text.trim());
          }}
        />
      }
    >
      <TabStrip tabs={tabs} counts={counts.value} current={tab} changed={inbox.changed} actions={tabActions.ofTab} />
      {ticked.count > 0 ? (
        <TickedLine
          ticked={ticked.words}
          all={selection.kind === 'all' ? null : selectAllLabel}
          onAll={work.selectAll}
          actions={bulk}
          onClear={work.untick}
        />
      ) : (
        <FilterBar
          filter={filter}
          onFilter={(next) => inbox.setFilter(next)}
          onClear={filtered ? () => inbox.setFilter(EVERYTHING) : null}
          end={
            <>
              {fresh !== null && (
                <Button size="small" keys="." hint="Reload the list to include them" onClick={work.showFresh}>
                  {fresh} new {fresh === '1' ? 'lead' : 'leads'} · Show
                </Button>
              )}
              <output className={styles.matching}>
                {settled ? `${formatNumber(count)}${exact ? '' : '+'} ${count === 1 ? 'lead' : 'leads'}` : ''}
                {settled && list.indexing > 0 && ` · ${formatNumber(list.indexing)} more being indexed`}
              </output>
              <ColumnPicker columns={columns} onColumns={inbox.setColumns} />
            </>
          }
        >
          {inbox.ownList && (
            <>
              {inbox.savable && (
                <Button size="small" keys="mod+s" hint={`Save changes to ${tab.name}`} onClick={tabActions.save.run}>
                  Save
                </Button>
              )}
              <Button
                size="small"
                kind={inbox.savable ? 'quiet' : 'plain'}
                keys="mod+shift+s"
                onClick={tabActions.saveAs.run}
              >
                Save as …
              </Button>
            </>
          )}
        </FilterBar>
      )}
      {list.error !== null && (
        <ErrorNote
          className={styles.error}
          actions={
            <Button size="small" onClick={work.retry}>
              Retry
            </Button>
          }
        >
          The list couldn’t be loaded. Nothing was lost. {list.error}
        </ErrorNote>
      )}
      <div className={styles.work}>
        <SplitPane
          list={
            <LeadTable
              ref={grid}
              pages={pages}
              count={count}
              exact={exact}
              columns={columns}
              onColumns={inbox.setColumns}
              sort={sort}
              onSort={inbox.setSort}
              selection={selection}
              allTicked={selection.kind === 'all' && selection.except.size === 0}
              tickAllLabel={selectAllLabel}
              onTickAll={(on) => (on ? work.selectAll() : work.setSelection(NONE))}
              onTick={moves.tick}
              cursor={cursor.index}
              onCursor={moves.moveTo}
              onOpen={work.open}
              empty={
                list.error === null && (
                  <NothingHere
                    settled={settled}
                    filtered={filtered}
                    connected={connected}
                    onClear={() => inbox.setFilter(EVERYTHING)}
                  />
                )
              }
            />
          }
          detail={
            address.lead === null ? null : (
              <LeadPane key={address.lead} leadId={address.lead} onClose={work.close} onOutcome={work.moveOn} />
            )
          }
          detailLabel="The open lead"
          onClose={work.close}
          width={listWidth}
          onWidth={(width) => changePreferences({ listWidth: Math.max(200, Math.min(2000, width)) })}
        />
      </div>
      <SortBy columns={columns} sort={sort} onSort={inbox.setSort} />
      {targets !== null && <ActionDialogs actions={actions} targets={targets} />}
      {tabActions.asking !== null && (
        <NameDialog
          title={tabActions.asking === 'rename' ? `Rename ${tab.name}` : 'Save as new list'}
          lead={tabActions.asking === 'rename' ? undefined : 'Saves the filters, order and columns as a tab.'}
          label="Name"
          name={tabActions.asking === 'rename' ? tab.name : ''}
          action={tabActions.asking === 'rename' ? 'Rename' : 'Save'}
          onName={tabActions.named}
          onClose={tabActions.closeAsking}
        />
      )}
    </Page>
  );
}

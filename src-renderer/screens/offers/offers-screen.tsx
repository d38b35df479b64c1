import { useEffect, useRef } from 'react';
import type { OfferCard } from '../../../src-preload/contract/index.ts';
import { useDesk } from '../../state/desk.ts';
import { cleared, isNarrowed } from '../../state/offers-address.ts';
import { COLUMNS, openBoard, refreshBoard, useOffersBoard } from '../../state/offers-board.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { ActionButton, Button } from '../../ui/button.tsx';
import { keepFocus } from '../../ui/keep-focus.ts';
import { type Action, useKeys } from '../../ui/keys.ts';
import { ErrorNote, Note } from '../../ui/notes.tsx';
import { Page } from '../../ui/page.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { AwayBanner } from './away-banner.tsx';
import { Board, type BoardHandle } from './board/board.tsx';
import { EmptyColumn } from './board/empty-column.tsx';
import { OfferDialogs } from './detail/offer-dialogs.tsx';
import { OfferPane } from './detail/offer-pane.tsx';
import { FilterLine } from './filters/filter-line.tsx';
import { filterWords } from './filters/filter-words.ts';
import { NothingHere } from './nothing-here.tsx';
import { OfferSearch } from './offer-search.tsx';
import styles from './offers.module.css';
import { setCursorOn, useBoardMoves } from './use-board-moves.ts';
import { useBoardWidth } from './use-board-width.ts';
import { type OfferActions, useOfferActions } from './use-offer-actions.ts';
import { useOffers } from './use-offers.ts';

const NO_CONNECTIONS: readonly { readonly kind: string }[] = [];

/** Offered leads: whose turn it is, who is claiming them, and who has them. */
export function OffersScreen() {
  const { filter, sort, open, go, setFilter, setSort } = useOffers();
  // Selected one by one, so that new cards only redraw the columns.
  const board = useOffersBoard((s) => s.board);
  const error = useOffersBoard((s) => s.error);
  const question = useOffersBoard((s) => s.question);
  const detail = useCommandQuery('offers.get', open === null ? null : { id: open }, ['offers']);
  const online = useDesk((s) => s.online);
  const status = useDesk((s) => s.status);
  const [boardWidth, setBoardWidth] = useBoardWidth();
  const handle = useRef<BoardHandle>(null);
  const actions = useOfferActions(() => keepFocus(() => workOf(handle.current, inPane)));
  const connected = (status?.connections ?? NO_CONNECTIONS).some((c) => c.kind === 'liondesk');
  const narrowed = isNarrowed(filter);
  const total = board === null ? 0 : COLUMNS.reduce((sum, column) => sum + board.counts[column], 0);

  const moves = useBoardMoves({ handle, open, go, claim: actions.claim });
  const { active, current, inPane, setInPane, close } = moves;

  // After navigation by a key, the element that had focus is gone: focus moves to the board, or to what is open.
  const settled = board !== null && total > 0;
  useEffect(() => {
    if (!settled) return;
    if (open !== null) setCursorOn(open);
    const { activeElement, body } = document;
    if (activeElement !== null && activeElement !== body) return;
    keepFocus(() => workOf(handle.current, open !== null));
  }, [settled, open]);

  // Commands apply to the card at the cursor, or to the open offer while it has focus.
  const target = inPane ? (detail.value?.card ?? null) : current;
  const keyed = actions.actionsFor(target);
  useKeys(Object.values(keyed));
  // While an offer is open, the main button is in its pane.
  const main = open !== null || target === null ? null : mainAction(target, keyed);

  const users = board?.users ?? [];
  const name =
    filter.as === '@me'
      ? ''
      : filter.as === '@everyone'
        ? null
        : (users.find((u) => u.key === filter.as)?.name ?? filter.as);
  const nothing =
    board === null || total > 0
      ? null
      : narrowed
        ? 'narrowed'
        : !connected && status !== null
          ? 'no-source'
          : filter.as === '@everyone'
            ? 'none'
            : 'none-for-me';
  const clear = () => setFilter(cleared(filter));
  return (
    <Page
      title="Offers"
      search={
        <OfferSearch
          text={filter.text}
          onText={(text) => setFilter({ ...filter, text }, true)}
          onDone={() => handle.current?.focus(active)}
        />
      }
      actions={main === null ? undefined : <ActionButton action={main} kind="main" className={styles.claim} />}
    >
      <FilterLine filter={filter} onFilter={(next) => setFilter(next)} sort={sort} onSort={setSort} board={board} />
      {!online && (
        <Note kind="warning" className={styles.note}>
          <span role="status">
            Offline: claims are queued and nobody is notified yet. They are sent when the network is back, and the
            winner is shown.
          </span>
        </Note>
      )}
      <AwayBanner onOpen={(id) => go({ open: id })} onDone={() => handle.current?.focus(active)} />
      {error !== null && (
        <ErrorNote
          className={styles.note}
          actions={
            <Button
              size="small"
              onClick={() => void (board === null && question !== null ? openBoard(question) : refreshBoard())}
            >
              Retry
            </Button>
          }
        >
          The board couldn’t be loaded. Nothing was lost, and nothing was claimed. {error}
        </ErrorNote>
      )}
      <div className={styles.work}>
        <SplitPane
          list={
            nothing !== null ? (
              <NothingHere why={nothing} onClear={clear} onEveryone={() => setFilter({ ...filter, as: '@everyone' })} />
            ) : (
              <Board
                ref={handle}
                name={name}
                shown={open}
                onMove={moves.move}
                onSide={moves.sideways}
                onOpen={moves.openRow}
                onClaim={moves.claimRow}
                onFocus={() => setInPane(false)}
                empty={(column) => (
                  <EmptyColumn
                    column={column}
                    name={name}
                    nextAt={board?.nextAt ?? null}
                    only={narrowed ? filterWords(filter, board) : ''}
                  />
                )}
              />
            )
          }
          detail={
            open === null ? null : (
              <OfferPane key={open} asked={detail} actions={actions} onClose={close} onFocus={() => setInPane(true)} />
            )
          }
          detailLabel="The open offer"
          onClose={close}
          width={boardWidth}
          onWidth={setBoardWidth}
        />
      </div>
      <OfferDialogs actions={actions} />
    </Page>
  );
}

function mainAction(
  card: OfferCard,
  actions: Pick<ReturnType<OfferActions['actionsFor']>, 'claim' | 'lead'>,
): Action | null {
  if (card.mine) return actions.lead;
  return card.column === 'open' && card.state === 'open' ? actions.claim : null;
}

/** Where focus belongs: in the open pane, or on the board, which takes it without help. */
function workOf(board: BoardHandle | null, inPane: boolean): HTMLElement | null {
  if (inPane) return document.querySelector('main article');
  board?.focus(useOffersBoard.getState().active);
  return null;
}

import { useEffect, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { OfferFilter, OfferSort } from '../../../src-preload/contract/index.ts';
import { onDesk } from '../../bridge/index.ts';
import { navigate } from '../../state/hash-location.ts';
import { type OffersAddress, readOffersAddress, writeOffersAddress } from '../../state/offers-address.ts';
import { watchArrivals } from '../../state/offers-away.ts';
import { closeBoard, openBoard, refreshBoard } from '../../state/offers-board.ts';
import { throttle } from '../../state/throttle.ts';

const REFRESH_MS = 300;

/** The offers for their address: whose board, its filter, and the open offer. Reads the board and keeps it up to date. */
export function useOffers() {
  const [path] = useLocation();
  const query = useSearch();
  const address = useMemo(() => readOffersAddress(path, query), [path, query]);
  const { filter, sort } = address;
  const asked = JSON.stringify([filter, sort]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another board only when filter or order say something else
  useEffect(() => void openBoard({ filter, sort }), [asked]);
  useEffect(() => {
    const again = throttle(() => void refreshBoard(), REFRESH_MS);
    const stop = onDesk((event) => (event === null || event.topic === 'offers') && again());
    const stopArrivals = watchArrivals();
    return () => {
      stop();
      stopArrivals();
      again.stop();
      closeBoard();
    };
  }, []);
  const go = (change: Partial<OffersAddress>, replace = false) =>
    navigate(writeOffersAddress({ ...address, ...change }), { replace });
  return {
    ...address,
    go,
    setFilter: (next: OfferFilter, replace = false) => go({ filter: next }, replace),
    setSort: (next: OfferSort) => go({ sort: next }),
  };
}

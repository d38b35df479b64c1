import type { OfferSettings } from '../../../../src-preload/contract/index.ts';
import type { FirstTouchAlert, OfferNews } from '../../../../src-preload/contract/offer-notices.ts';

/** Noon by the clock of this machine, wherever it stands. */
export const NOON = new Date(2026, 6, 14, 12, 0).getTime();

export const SETTINGS: OfferSettings = {
  notify: true,
  sound: true,
  quiet: null,
  blind: false,
  firstTouchMinutes: 5,
  teamLead: '',
};

interface News {
  /** So many offers have come after number `from`. */
  readonly arrived?: number;
  readonly from?: number;
  readonly more?: number;
  readonly notifyAt?: number | null;
  readonly alerts?: readonly FirstTouchAlert[];
  readonly settings?: Partial<OfferSettings>;
  readonly now?: number;
}

/** What the desk answers: offers of Mary 11, Mary 12 and so on to Bo, who sits at it. */
export function news({
  arrived = 0,
  from = 10,
  more = 0,
  notifyAt = null,
  alerts = [],
  settings,
  now,
}: News): OfferNews {
  // Newest first, as the desk lists them.
  const offers = Array.from({ length: arrived }, (_, i) => ({
    id: from + i + 1,
    name: `Mary ${from + i + 1}`,
    source: 'LionDesk',
    at: NOON,
    notifyAt,
  })).toReversed();
  return {
    arrivals: { latest: from + arrived + more, arrived: offers, more, lookedAt: null },
    alerts,
    settings: { ...SETTINGS, ...settings },
    me: 'Bo',
    now: now ?? NOON,
  };
}

/** Ann claimed this lead six minutes before noon, and should have called it a minute ago. */
export function touch(id: number): FirstTouchAlert {
  return { id, leadId: id, name: `Mary ${id}`, agent: 'Ann', claimedAt: NOON - 6 * 60_000, dueAt: NOON - 60_000 };
}

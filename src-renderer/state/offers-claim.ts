import { create } from 'zustand';
import type { ClaimResult, OfferCard } from '../../src-preload/contract/index.ts';
import { call, errorMessage } from '../bridge/index.ts';
import { toast, toastError } from '../ui/toaster.tsx';
import { refreshBoard, showCard } from './offers-board.ts';

interface Claims {
  /** Offered leads that are being claimed now. */
  readonly claiming: ReadonlySet<number>;
}

/** Claims in progress. */
export const useClaims = create<Claims>(() => ({ claiming: new Set() }));

function mark(id: number, on: boolean): void {
  useClaims.setState(({ claiming }) => {
    const next = new Set(claiming);
    if (on) next.add(id);
    else next.delete(id);
    return { claiming: next };
  });
}

/**
 * Claims an offered lead for the current agent, and updates the board with the result, which the caller reports. Null if it is already
 * being claimed. Throws what the desk's call throws.
 */
export async function askClaim(id: number): Promise<ClaimResult | null> {
  if (useClaims.getState().claiming.has(id)) return null;
  mark(id, true);
  try {
    const result = await call('offers.claim', { id });
    showCard(result.card);
    return result;
  } finally {
    mark(id, false);
    void refreshBoard();
  }
}

/** Claims an offered lead and shows the result as a toast. Null if there is none. */
export async function claim({ id, name }: Pick<OfferCard, 'id' | 'name'>): Promise<ClaimResult | null> {
  try {
    const result = await askClaim(id);
    if (result === null) return null;
    const { what, card: after } = result;
    const words = what.includes(after.name) ? what : `${after.name}: ${what}`;
    if (result.outcome === 'unknown') toastError(words);
    else toast(words);
    return result;
  } catch (thrown) {
    toastError(`${name || 'The lead'} was not claimed: ${errorMessage(thrown)}`);
    return null;
  }
}

/** Reopens a lead at this desk, and shows that nobody else is notified. */
export function handBack(card: Pick<OfferCard, 'id' | 'name'>): void {
  call('offers.handBack', { id: card.id }).then(
    (after) => {
      showCard(after);
      toast(
        `${after.name || 'The lead'} is handed back and open again here. LionDesk is not notified: its API has no call for that.`,
      );
      void refreshBoard();
    },
    (thrown: unknown) => toastError(`Not handed back: ${errorMessage(thrown)}`),
  );
}

/** Gives a claimed lead to a colleague. */
export function handOver(card: Pick<OfferCard, 'id' | 'name'>, to: string): void {
  call('offers.handOver', { id: card.id, to }).then(
    (after) => {
      showCard(after);
      toast(`${after.name || 'The lead'} handed over to ${to}`);
      void refreshBoard();
    },
    (thrown: unknown) => toastError(`Not handed over: ${errorMessage(thrown)}`),
  );
}

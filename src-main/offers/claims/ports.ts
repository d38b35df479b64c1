import type { OfferCard } from '../../../src-preload/contract/index.ts';
import type { WorkPorts } from '../../lead-work/ports.ts';

/** Points at which tests stop the process to inspect what is stored about a claim. */
export type ClaimPoint = 'before-claim-commit' | 'after-claim-commit';

/** What claiming depends on. */
export interface ClaimPorts extends WorkPorts {
  /** An offered lead's card as the current agent sees it. @throws CommandError `not-found` */
  readonly card: (id: number) => OfferCard;
  /** Reports changed offered leads to the board, which shows them again. Called after the commit. */
  readonly touched: (ids: readonly number[]) => void;
  /** Whether a connection is known to have no network now. */
  readonly offline: (connectionId: number) => boolean;
  /** Whether this process sends anything to vendors. */
  readonly sends: boolean;
  /** Reports new jobs to the queue. */
  readonly wake: () => void;
  /** Asks the vendor who has these leads and stores the answer. Never rejects. */
  readonly ask: (connectionId: number, externalIds: readonly string[]) => Promise<void>;
  /** Fetches the offers of a lead again, in the background. */
  readonly fetchOffers: (connectionId: number, externalId: string) => void;
  readonly reached?: (point: ClaimPoint) => void;
}

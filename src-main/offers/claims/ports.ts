import type { OfferCard } from '../../../src-preload/contract/index.ts';
import type { WorkPorts } from '../../lead-work/ports.ts';

/** Places where tests stop the process to see what the disk then says of a claim. */
export type ClaimPoint = 'before-claim-commit' | 'after-claim-commit';

/** What claiming takes. */
export interface ClaimPorts extends WorkPorts {
  /** An offered lead as whoever sits here sees it. @throws CommandError `not-found` */
  readonly card: (id: number) => OfferCard;
  /** Offered leads changed: the board shows them anew, and tells. After the commit. */
  readonly touched: (ids: readonly number[]) => void;
  /** Whether a connection is known to have no network now. */
  readonly offline: (connectionId: number) => boolean;
  /** Whether anything leaves this process for a vendor at all. */
  readonly sends: boolean;
  /** There are new jobs. */
  readonly wake: () => void;
  /** Asks the vendor now who has these leads, and keeps its word. Never rejects. */
  readonly ask: (connectionId: number, externalIds: readonly string[]) => Promise<void>;
  /** Fetches the offers of a lead anew, behind what is going on. */
  readonly fetchOffers: (connectionId: number, externalId: string) => void;
  readonly reached?: (point: ClaimPoint) => void;
}

import { yieldToCommands } from '../../platform/yielding.ts';
import type { ReportedSend } from '../rows/sends.ts';
import type { PostColumns } from './post-columns.ts';
import type { PostLog } from './post-log.ts';
import { OTHER_TEXT } from './text-codes.ts';

/** Posts that are looked at before other work has its turn: some ten milliseconds if all of them are asked for. */
const LOOKED_AT_ONCE = 20_000;

/** A lead that the receiver accepted. */
export interface AcceptedPost {
  readonly postNo: number;
  readonly at: number;
  readonly connectionId: number;
  readonly kind: string;
  readonly campaign: number | null;
  /** The price paid for the lead, as the receiver reports. */
  readonly paid: number | null;
  readonly review: string;
  readonly returnState: string;
  /** Empty if the receiver reported none. */
  readonly sends: readonly ReportedSend[];
}

/** A lead that the receiver refused. */
export interface RefusedPost {
  readonly postNo: number;
  /** When its job ended, in whole seconds. */
  readonly at: number;
  readonly connectionId: number;
  readonly campaign: number | null;
  /** Null if there are so many different reasons that this one is only in the rows. */
  readonly reason: string | null;
}

export interface MoneyPosts {
  readonly connectionIds: readonly number[];
  /** Accepted or refused from this time on. */
  readonly from: number;
  readonly until: number;
  readonly accepted: (post: AcceptedPost) => void;
  readonly refused: (post: RefusedPost) => void;
}

/** Calls a function for each lead that some receivers accepted or refused in a time range, without updates, in the order of their numbers. */
export async function eachMoneyPost(log: PostLog, asked: MoneyPosts): Promise<void> {
  let end = (await log.read()).end;
  for (let low = 1; low < end; low += LOOKED_AT_ONCE) {
    // Read again for each portion, because they change between two of them.
    const columns = await log.read();
    end = columns.end;
    lookAt(columns, asked, low, Math.min(end, low + LOOKED_AT_ONCE));
    await yieldToCommands();
  }
}

function lookAt(columns: PostColumns, asked: MoneyPosts, low: number, end: number): void {
  const { from, until, accepted: takeAccepted, refused: takeRefused } = asked;
  const { state, kind, connection, campaign, sold, updated } = columns;
  const receivers = new Set(asked.connectionIds);
  const update = columns.kinds.find('update');
  const refused = columns.states.passing((name) => name === 'rejected' || name === 'duplicate');
  for (let id = low; id < end; id++) {
    const code = state[id] ?? 0;
    const connectionId = connection[id] ?? 0;
    if (code === 0 || kind[id] === update || !receivers.has(connectionId)) continue;
    const at = sold[id] ?? Number.NaN;
    const campaignId = campaign[id] ?? Number.NaN;
    const of = { postNo: id, connectionId, campaign: Number.isNaN(campaignId) ? null : campaignId };
    if (at >= from && at < until) takeAccepted({ ...of, at, ...valuesOf(columns, id) });
    if (refused[code] !== 1) continue;
    const endedAt = (updated[id] ?? 0) * 1_000;
    if (endedAt >= from && endedAt < until) takeRefused({ ...of, at: endedAt, reason: reasonOf(columns, id) });
  }
}

function valuesOf(columns: PostColumns, id: number) {
  const { kinds, kind, reviews, review, returns, returnState, price, sends } = columns;
  const paid = price[id] ?? Number.NaN;
  return {
    kind: kinds.textOf(kind[id] ?? 0),
    review: reviews.textOf(review[id] ?? 0),
    returnState: returns.textOf(returnState[id] ?? 0),
    paid: Number.isNaN(paid) ? null : paid,
    sends: sends.of(id),
  };
}

function reasonOf({ reasons, reason }: PostColumns, id: number): string | null {
  const code = reason[id] ?? 0;
  return code === OTHER_TEXT ? null : reasons.textOf(code);
}

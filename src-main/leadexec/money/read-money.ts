import { type AcceptedPost, eachMoneyPost, type RefusedPost } from '../../delivery/log/money-of-posts.ts';
import type { ZoneClock } from '../what-if/zone-clock.ts';
import { DaySums } from './day-sums.ts';
import { Days, firstOfMonth } from './days.ts';
import type { ReportOf } from './report-of.ts';

const HOUR_MS = 3_600_000;

/** What a report is made from. */
export interface ReadMoney {
  /** By day, in days since 1970 in the account's zone, in order: those that have leads. */
  readonly days: ReadonlyMap<number, DaySums>;
  /** The leads of the last 60 minutes. */
  readonly hour: DaySums;
  /** The numbers of leads of the span that were returned, and of those that were rejected in review and not returned. */
  readonly returned: readonly number[];
  readonly reviewRejected: readonly number[];
}

export interface MoneyQuestion {
  /** The first and last day of the report. */
  readonly from: number;
  readonly until: number;
  /** Called for each refused lead of the report, with its day and its campaign, 0 for none. */
  readonly refused: (post: RefusedPost, day: number, campaign: number) => void;
}

/** Reads what was posted on the days of a report and since the longest period of a maximum began, in one walk. Nothing of it is kept. */
export async function readMoney(
  { postLog, receivers, now }: ReportOf,
  clock: ZoneClock,
  { from, until, refused }: MoneyQuestion,
): Promise<ReadMoney> {
  const { day: today, week, month } = clock.at(now);
  const days = new Days(clock, Math.min(from, week, firstOfMonth(month)), Math.max(until, today));
  const sums = new Map<number, DaySums>();
  const hour = new DaySums();
  const returned: number[] = [];
  const reviewRejected: number[] = [];
  const campaignOf = ({ campaign, connectionId }: AcceptedPost | RefusedPost): number =>
    campaign ?? receivers.get(connectionId)?.campaign ?? 0;
  await eachMoneyPost(postLog, {
    ...{ connectionIds: [...receivers.keys()], from: days.begin, until: days.end },
    accepted(post) {
      const day = days.of(post.at);
      const campaign = campaignOf(post);
      let ofDay = sums.get(day);
      if (ofDay === undefined) {
        ofDay = new DaySums();
        sums.set(day, ofDay);
      }
      ofDay.add(post, campaign);
      // A lead accepted exactly 60 minutes ago is no longer among them.
      if (post.at > now - HOUR_MS && post.at <= now) hour.add(post, campaign);
      if (day < from || day > until) return;
      if (post.returnState === 'returned') returned.push(post.postNo);
      else if (post.review === 'rejected') reviewRejected.push(post.postNo);
    },
    refused(post) {
      const day = days.of(post.at);
      if (day >= from && day <= until) refused(post, day, campaignOf(post));
    },
  });
  const inOrder = new Map([...sums].sort(([one], [other]) => one - other));
  return { days: inOrder, hour, returned, reviewRejected };
}

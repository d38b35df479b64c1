import type { Store } from '../db/store.ts';
import { listed } from '../dialing/do-not-call.ts';
import { eraseJobs } from '../job-log/forget.ts';
import type { Erased, Erasure } from '../leads/hooks.ts';
import { jobsOfSources } from '../queue/rows/find-jobs.ts';
import { knownFields } from './campaigns.ts';
import { eraseBodies, eraseExchanges } from './rows/exchanges.ts';
import { sourcesOfPosts } from './rows/job-of-post.ts';
import { carriersOf, erasePosts, leadUidsOf, postsOfPerson } from './rows/person-posts.ts';
import { eraseSends } from './rows/sends.ts';
import { eraseTurns } from './rows/turns.ts';

type Known = Pick<Erased, 'leadId' | 'phones' | 'emails'>;

/** The values by which a person's posts are found. */
const asPosted = ({ leadId, phones, emails }: Known): Known => ({
  leadId,
  phones: phones.flatMap((phone) => listed(phone) ?? []),
  emails: emails.map((email) => email.toLowerCase()),
});

/** The numbers of a person's posts. */
export const postNosOf = (store: Store, person: Known): readonly number[] => postsOfPerson(store, asPosted(person));

/** LeadExec's ids of a person's posted leads, with the account if it is known which one the receiver belongs to. */
export const vendorLeadsOf = (
  store: Store,
  person: Known,
): { readonly leadUid: string; readonly accountId: number | null }[] =>
  leadUidsOf(store, postsOfPerson(store, asPosted(person))).map(({ leadUid, connectionId }) => ({
    leadUid,
    accountId: knownFields(store, connectionId).accountId,
  }));

/** Finds what is stored about a person's posts. That something was posted and its result are kept, but not whose data it was. */
export function findPostsOf(store: Store, { leadId, phones, emails }: Erased, now: () => number): Erasure {
  const person = asPosted({ leadId, phones, emails });
  const posts = () => postsOfPerson(store, person);
  const jobs = (ids: readonly number[]) => jobsOfSources(store, sourcesOfPosts(store, ids));
  const held = posts();
  return {
    held: { jobs: jobs(held).length, importRows: held.length },
    erase() {
      const ids = posts();
      eraseJobs(store, jobs(ids), now());
      erasePosts(store, ids);
      eraseSends(store, ids);
      eraseTurns(store, ids);
      eraseExchanges(store, ids);
      // A request with several leads, and its answer, contain this person's data too.
      eraseBodies(store, carriersOf(store, ids));
    },
  };
}

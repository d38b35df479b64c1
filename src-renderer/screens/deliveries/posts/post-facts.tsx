import { Link } from 'wouter';
import type { Job } from '../../../../src-preload/contract/index.ts';
import { formatMoney, KIND_WORDS } from '../../../features/receiver/receiver-words.ts';
import { transferAt } from '../../../state/addresses.ts';
import { formatNumber } from '../../../ui/format.ts';
import { RETURNS, REVIEWS } from '../post-words.ts';

/** The results of a posted lead, as lines of its job's details. */
export function PostFacts({ job }: { readonly job: Job }) {
  const { kind, price, estimatedPrice, campaign, review, returnState, reference, postId, agents = [] } = job;
  const facts: (readonly [string, string])[] = [
    ['As', kind === undefined ? '' : KIND_WORDS[kind].word],
    ['Part of', job.importName === null ? '' : `${job.importName}, row ${formatNumber(job.row)}`],
    [
      'Price',
      price == null ? (job.state === 'delivered' && kind !== 'update' ? 'Not in the answer' : '') : formatMoney(price),
    ],
    ['Estimated by ping', estimatedPrice == null ? '' : formatMoney(estimatedPrice)],
    ['Campaign', campaign == null ? '' : String(campaign)],
    ['Review', review === undefined || review === '' ? '' : REVIEWS[review]],
    ['Return', returnState === undefined || returnState === '' ? '' : RETURNS[returnState]],
    ['Reference', reference ?? ''],
    ['Post ID', postId ?? ''],
  ];
  return (
    <>
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      {agents.length > 0 && (
        <div>
          <dt>Transfer</dt>
          <dd>
            <Link href={transferAt(job.id)}>
              {agents.find(({ takenAt }) => takenAt !== null)?.name ?? `${formatNumber(agents.length)} agents`}
            </Link>
            {agents.some(({ takenAt }) => takenAt !== null) && ' took the call'}
          </dd>
        </div>
      )}
    </>
  );
}

import { expect, test } from 'vitest';
import { type Evidence, proofOf, type SeenClaim } from '../../../src-main/offers/claim-proof.ts';

const seen = (change: Partial<SeenClaim> = {}): SeenClaim => ({
  ...{ at: 1, known: true, userId: null, claimedAt: null, via: 'None' },
  ...change,
});
const ours = seen({ userId: '5', claimedAt: 100, via: 'Phone' });
const good: Evidence = { before: seen(), after: ours, claimedAt: 100, via: 'Phone', wrote: 'Phone', soleUse: true };

test.each<[string, Partial<Evidence>, 'claim' | 'account']>([
  ['all agrees, and nobody else uses the account', {}, 'claim'],
  ['others may use the account', { soleUse: false }, 'account'],
  ['nothing was written', { before: null }, 'account'],
  ['nobody could tell who had it before', { before: seen({ known: false }) }, 'account'],
  ['the account had it before', { before: ours }, 'account'],
  ['it was claimed another way', { via: 'Text' }, 'account'],
  ['it was claimed at another time', { claimedAt: 101 }, 'account'],
  ['the answer to the write was lost', { after: null }, 'claim'],
  ['neither time nor way are told', { claimedAt: null, via: '' }, 'claim'],
])('%s', (_, change, proof) => {
  expect(proofOf({ ...good, ...change })).toBe(proof);
});

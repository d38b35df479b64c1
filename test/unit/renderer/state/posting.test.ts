import { beforeEach, describe, expect, it } from 'vitest';
import { CommandError, type CommandOutput } from '../../../../src-preload/contract/index.ts';
import { setBridge } from '../../../../src-renderer/bridge/index.ts';
import {
  beginPosting,
  changePosting,
  checkPosting,
  fillPostField,
  startPosting,
  suggestFields,
  usePosting,
} from '../../../../src-renderer/state/posting.ts';
import { memoryBridge } from '../../../support/memory-bridge.ts';

type Found = CommandOutput<'delivery.post'>;

/** A desk whose answers are given by hand, in any order. */
function heldDesk() {
  const suggestions: ((field: string) => void)[] = [];
  const posts: ((toPost: number) => void)[] = [];
  const canceled: ((thrown: unknown) => void)[] = [];
  const bridge = memoryBridge({
    'delivery.suggest': () =>
      new Promise((resolve) => {
        suggestions.push((field) =>
          resolve({
            remembered: false,
            columns: [
              { header: 'First', field },
              { header: 'Mobile', field: null },
            ],
          }),
        );
      }),
    'delivery.post': () =>
      new Promise<Found>((resolve, reject) => {
        canceled.push(reject);
        posts.push((toPost) =>
          resolve({
            check: { rows: 9, toPost, leftOut: 0, columns: [], reasons: [], problems: [], sample: [] },
            batch: null,
          }),
        );
      }),
    'delivery.cancelCheck': () => {
      canceled.at(-1)?.(new CommandError('failed', 'Canceled.'));
      return { canceled: true };
    },
  });
  setBridge(bridge);
  return { bridge, suggestions, posts };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));
const fields = () => usePosting.getState().columns?.map(({ field }) => field);
const leads = (words: string) => beginPosting({ kind: 'leads', which: { ids: [1] }, words, from: '/inbox' });

beforeEach(() => {
  leads('1 lead');
  changePosting({ connectionId: 1 });
});

describe('columns of leads to post, while their suggestions are on their way', () => {
  it('are not those of the receiver that was chosen before, whichever answer comes last', async () => {
    const { suggestions } = heldDesk();
    void suggestFields();
    await settled();
    changePosting({ connectionId: 2 });
    void suggestFields();
    await settled();
    suggestions[1]?.('FirstName');
    await settled();
    suggestions[0]?.('given_name');
    await settled();
    expect(fields()).toEqual(['FirstName', null]);
    changePosting({ connectionId: 1 });
    expect(fields(), 'nothing is posted by the columns of another receiver').toBeUndefined();
  });

  it('keep what the operator chose meanwhile, and when the step is opened again', async () => {
    const { bridge, suggestions } = heldDesk();
    void suggestFields();
    await settled();
    suggestions[0]?.('FirstName');
    await settled();
    void suggestFields(true);
    await settled();
    fillPostField(1, 'PrimaryPhone');
    suggestions[1]?.('Name');
    await settled();
    expect(fields()).toEqual(['Name', 'PrimaryPhone']);
    await suggestFields();
    expect(bridge.asked).toHaveLength(2);
  });
});

describe('a check whose answer is late', () => {
  it('is dropped once something it depends on was changed, and made again where it is waited for', async () => {
    const { posts } = heldDesk();
    void checkPosting();
    await settled();
    changePosting({ noSell: true });
    posts[0]?.(9);
    await settled();
    expect(usePosting.getState()).toMatchObject({ check: null, busy: null, error: null });

    void checkPosting();
    await settled();
    changePosting({ noSell: false });
    await checkPosting();
    await settled();
    expect(usePosting.getState()).toMatchObject({ check: null, busy: 'checking', error: null });
    posts[2]?.(8);
    await settled();
    expect(usePosting.getState()).toMatchObject({ check: { toPost: 8 }, busy: null });
  });

  it('shows nothing of leads that are no longer the ones to post', async () => {
    const { posts } = heldDesk();
    void checkPosting();
    await settled();
    leads('2 other leads');
    void checkPosting();
    await settled();
    posts[0]?.(1);
    await settled();
    expect(usePosting.getState()).toMatchObject({ check: null, busy: 'checking' });
    posts[1]?.(2);
    await settled();
    expect(usePosting.getState()).toMatchObject({ check: { toPost: 2 }, busy: null });
  });

  it('of posting does not say anything about other leads either', async () => {
    const { posts } = heldDesk();
    void startPosting(false, async () => undefined);
    await settled();
    leads('2 other leads');
    posts[0]?.(0);
    await settled();
    expect(usePosting.getState()).toMatchObject({ error: null, busy: null, source: { words: '2 other leads' } });
  });
});

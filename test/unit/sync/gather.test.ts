import { expect, test } from 'vitest';
import type { LocumjobsAnswer } from '../../../src-main/sync/fetch.ts';
import { gatherPage, type Query } from '../../../src-main/sync/gather.ts';
import { record } from '../leads/support.ts';

const HEEDED = (up: readonly string[]) => [...up].reverse();
const PASSED_OVER = (up: readonly string[]) => up;
/** So many came at once before: an answer as long as that may have been cut off. */
const seenBefore = (largest: number) => ({ largest, cap: null });

/** A vendor with these elements, lowest first; a name that begins with `bad` can't be read, `bad?` has no number either. */
function vendor(names: readonly string[], order: (up: readonly string[]) => readonly string[], most = names.length) {
  return async ({ sort }: Query): Promise<LocumjobsAnswer> => {
    const given = (sort === 'id' ? names : order(names)).slice(0, most);
    return {
      is: 'locumjobs',
      date: null,
      records: given.filter((name) => !name.startsWith('bad')).map((name) => record(name, {})),
      unread: given
        .filter((name) => name.startsWith('bad'))
        .map((name) => ({ externalId: name.startsWith('bad?') ? null : name, reason: 'torn', raw: `<${name}>` })),
    };
  };
}

const isWhole = async (ask: ReturnType<typeof vendor>, largest: number) =>
  (await gatherPage(ask, {}, 100, seenBefore(largest))).whole;

test.each<[string, readonly string[]]>([
  ['none can be read', ['bad1', 'bad2', 'bad3']],
  ['one can be read, and those that can’t tell the order', ['bad1', '2', 'bad3']],
  ['two can be read', ['1', 'bad2', '3']],
  ['those that can’t be read have no number', ['bad?1', '2', 'bad?3']],
])('a window is whole when its ends meet, also where %s', async (_, names) => {
  expect(await isWhole(vendor(names, HEEDED), names.length)).toBe(true);
});

test.each<[string, readonly string[]]>([
  ['none can be read', ['bad1', 'bad2', 'bad3']],
  ['one of two can be read: their order tells nothing', ['bad1', '2']],
  ['two can be read', ['1', 'bad2', '3']],
])('a vendor that passes over the order proves nothing, also where %s', async (_, names) => {
  expect(await isWhole(vendor(names, PASSED_OVER), names.length)).toBe(false);
});

test('ends that don’t meet are a page that was cut off, whether they can be read or not', async () => {
  const names = ['bad1', 'bad2', 'bad3', 'bad4'];
  expect(await gatherPage(vendor(names, HEEDED, 2), {}, 100, seenBefore(2))).toMatchObject({
    whole: false,
    sizes: { largest: 2, cap: 2 },
  });
  expect(await gatherPage(vendor(['bad1', '2', '3', 'bad4'], HEEDED, 2), {}, 100, seenBefore(2))).toMatchObject({
    whole: false,
    sizes: { cap: 2 },
  });
});

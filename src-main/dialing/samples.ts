import type { Inspection } from '../../src-preload/contract/index.ts';

/** All rows of a file that were kept to judge its columns by. */
export const everySample = ({ samples, spread = [] }: Inspection): string[][] => [...samples, ...spread];

/** What was found of a file, without the sample rows that a test picks: a person who is forgotten is in none. */
export function withoutSamples(found: Inspection, isTheirs: (cells: readonly string[]) => boolean): Inspection {
  const { samples, accented, spread, top } = found;
  return {
    ...found,
    samples: samples.filter((cells) => !isTheirs(cells)),
    accented: accented.filter(({ cells }) => !isTheirs(cells)),
    top: top.filter(({ cells }) => !isTheirs(cells)),
    ...(spread === undefined ? {} : { spread: spread.filter((cells) => !isTheirs(cells)) }),
  };
}

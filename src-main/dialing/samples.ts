import type { Inspection } from '../../src-preload/contract/index.ts';

/** All rows of a file that were kept to judge its columns. */
export const everySample = ({ samples, spread = [] }: Inspection): string[][] => [...samples, ...spread];

/** The inspection of a file without the sample rows that `isTheirs` selects, for a person who is erased. */
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

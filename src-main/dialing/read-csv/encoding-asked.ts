import type { Inspection } from '../../../src-preload/contract/index.ts';

/** Why a file's encoding must be chosen, with its words as they would read in the possible encodings. */
export function encodingAsked(name: string, { encodings }: Pick<Inspection, 'encodings'>): string {
  const readings = encodings.map(({ encoding, examples }) => `${encoding}: ${examples.slice(0, 3).join(', ')}`);
  return `The encoding of ${name} is ambiguous, and a wrong guess would send wrong names. Possible readings: ${readings.join('; ')}.`;
}

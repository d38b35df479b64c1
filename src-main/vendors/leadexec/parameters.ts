import { z } from 'zod';
import type { Parameter } from './call-definition.ts';
import { pathId } from './ids.ts';

// Parameters of paths.

export const id = <Name extends string>() => ({ of: pathId<Name>(), kind: 'id' }) as const satisfies Parameter;

/** Any text: a user name, a county. It is encoded in the path. */
export const word = { of: z.string().min(1), kind: 'text' } as const satisfies Parameter;
export const miles = { of: z.number().positive(), kind: 'number' } as const satisfies Parameter;
export const yesNo = { of: z.boolean(), kind: 'flag' } as const satisfies Parameter;
/** Digits of a phone or a code, which are never shown. */
export const hiddenDigits = {
  of: z.string().regex(/^\+?\d{1,20}$/, 'must be digits'),
  kind: 'text',
  hidden: true,
} as const satisfies Parameter;

import { ACCOUNT_CALLS } from './accounts/account-calls.ts';
import { type Call, Refused } from './call.ts';
import { CLIENT_CALLS } from './clients/client-calls.ts';
import { DELIVERY_CALLS } from './delivery/delivery-calls.ts';
import { SCANNER_CALLS } from './delivery/scanner-calls.ts';
import { LEAD_TYPE_CALLS } from './lead-types/lead-type-calls.ts';
import { LEAD_CALLS } from './leads/lead-calls.ts';
import { LIST_CALLS } from './lists/list-calls.ts';
import { ORDER_CALLS } from './orders/order-calls.ts';
import { shape } from './shape.ts';
import { SOURCE_CALLS } from './sources/source-calls.ts';
import { VALIDATION_CALLS } from './validation/validation-calls.ts';

export const AUTHENTICATION: Call = {
  title: 'Authentication',
  method: 'POST',
  path: '/v1/authorization/token',
  body: shape(`
client_id! text
client_secret! text
grant_type! text
`),
  changes: false,
  serve({ body, services }) {
    if (body.grant_type !== 'client_credentials') throw new Refused(400, 'grant_type is not supported');
    return { json: services.issueToken(String(body.client_id), String(body.client_secret)) };
  },
};

/** All requests of "Account API Documentation". */
export const CALLS: readonly Call[] = [
  AUTHENTICATION,
  ...CLIENT_CALLS,
  ...SCANNER_CALLS,
  ...DELIVERY_CALLS,
  ...ACCOUNT_CALLS,
  ...ORDER_CALLS,
  ...LIST_CALLS,
  ...VALIDATION_CALLS,
  ...LEAD_CALLS,
  ...SOURCE_CALLS,
  ...LEAD_TYPE_CALLS,
];

/** The call of an address, with the segments of its path by name, decoded. */
export interface Match {
  readonly call: Call;
  readonly segments: ReadonlyMap<string, string>;
}

const segmentsOf = (path: string) => path.split('/').filter((part) => part !== '');
const NAMED = /^[[{](.+)[\]}]$/;
const known = CALLS.map((call) => ({ call, parts: segmentsOf(call.path) }));

/**
 * The calls of a path, with any method, those with more fixed segments first. A slash at the end makes no difference. Empty for an
 * undocumented path.
 */
export function matchPath(path: string): Match[] {
  const given = segmentsOf(path);
  return known
    .flatMap(({ call, parts }) => {
      if (parts.length !== given.length) return [];
      const segments = new Map<string, string>();
      for (const [at, part] of parts.entries()) {
        const value = given[at] ?? '';
        const name = NAMED.exec(part)?.[1];
        if (name !== undefined) segments.set(name, decoded(value));
        else if (part.toLowerCase() !== value.toLowerCase()) return [];
      }
      return [{ call, segments }];
    })
    .sort((left, right) => left.segments.size - right.segments.size);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // An invalid escape is kept.
    return segment;
  }
}

/** Whether a path belongs to the account API. */
export const isAccountPath = (path: string): boolean => /^\/v[12]\//i.test(path);

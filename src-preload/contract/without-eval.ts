import { config } from 'zod';

/**
 * Must be imported before the rest of the contract where a content security policy forbids `eval`: otherwise zod tests whether it may
 * compile its schemas, and the browser reports that as a violation of the policy.
 */
config({ jitless: true });

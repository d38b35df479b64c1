import { config } from 'zod';

/**
 * Import this before anything of the contract where a content security policy forbids `eval`: zod otherwise tries
 * whether it may compile its schemas, and the browser reports the try as a breach of the policy.
 */
config({ jitless: true });

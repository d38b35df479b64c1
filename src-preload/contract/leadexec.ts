import { z } from 'zod';
import { defineCommands } from './define.ts';

/** The result of a request to a LeadExec account: an answer if it only reads, a job of the queue if it changes something. */
export const leadexecReply = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('answer'),
    /** The title of the document's section. */
    section: z.string(),
    /** The vendor's answer as received: JSON with secrets removed unless requested, or text. */
    answer: z.string(),
    /** Rows that can't be read, by index from 0, with the reason. */
    unread: z.array(z.object({ at: z.number(), reason: z.string() })),
  }),
  z.object({ is: z.literal('job'), section: z.string(), jobId: z.number() }),
]);
export type LeadexecReply = z.infer<typeof leadexecReply>;

export const leadexecCommands = defineCommands({
  /**
   * Sends a request of LeadExec's account API, given by its method and path with real values, such as `GET /v1/clients/list`. Path and body
   * are checked against the document before anything is sent; an unknown request is refused, and the most similar one is named.
   */
  'leadexec.request': {
    input: z.object({
      connectionId: z.number(),
      request: z.string().trim().min(1).max(4_000),
      /** JSON text, as documented in the section. A secret that reads `[removed]` means the last one that was received. */
      body: z.string().max(50_000_000).optional(),
      /** Sends values that a record was read with although the document doesn't have them. */
      keepUndocumented: z.boolean().default(false),
      /** Returns passwords unchanged. */
      showSecrets: z.boolean().default(false),
    }),
    output: leadexecReply,
  },
});

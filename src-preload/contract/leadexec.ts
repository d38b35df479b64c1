import { z } from 'zod';
import { defineCommands } from './define.ts';

/** What a request to a LeadExec account led to: an answer at once where it only reads, a job of the queue where it changes something. */
export const leadexecReply = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('answer'),
    /** The title of the document's section. */
    section: z.string(),
    /** What the vendor answered, as it came: JSON, secrets removed unless they were asked for, or a text. */
    answer: z.string(),
    /** Rows that can't be read, by their place from 0, and why. */
    unread: z.array(z.object({ at: z.number(), reason: z.string() })),
  }),
  z.object({ is: z.literal('job'), section: z.string(), jobId: z.number() }),
]);
export type LeadexecReply = z.infer<typeof leadexecReply>;

export const leadexecCommands = defineCommands({
  /**
   * Makes a request of LeadExec's account API, written as its method and path with real values, such as `GET /v1/clients/list`. Path and body
   * are checked by the document before anything leaves; what is not in it is refused with the nearest that is.
   */
  'leadexec.request': {
    input: z.object({
      connectionId: z.number(),
      request: z.string().trim().min(1).max(4_000),
      /** JSON text, as the section documents it. A secret that reads `[removed]` stands for the one that was answered last. */
      body: z.string().max(50_000_000).optional(),
      /** Send values that a record was read with though the document doesn't have them. */
      keepUndocumented: z.boolean().default(false),
      /** Answer passwords as they are. */
      showSecrets: z.boolean().default(false),
    }),
    output: leadexecReply,
  },
});

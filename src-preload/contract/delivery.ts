import { z } from 'zod';
import { defineCommands } from './define.ts';
import { whichJobs } from './job-filter.ts';
import { jobCounts, jobState } from './job-states.ts';
import { returnState, reviewState } from './post-filter.ts';
import {
  deliveryKind,
  fieldValues,
  overruled,
  postCheck,
  postInput,
  receiverField,
  sampleRow,
  shownValues,
} from './post-input.ts';
import { workProgress } from './work-progress.ts';

export const deliveryBatch = z.object({
  id: z.number(),
  connectionId: z.number(),
  connection: z.string(),
  kind: deliveryKind,
  label: z.string(),
  createdAt: z.number(),
  who: z.string(),
  rows: z.number(),
  leftOut: z.number(),
  paused: z.boolean(),
  /** Why it was paused, if not by the operator. */
  pausedReason: z.string().nullable(),
  jobs: jobCounts,
  /** The revenue of its leads, as reported so far. */
  revenue: z.number(),
  /** Accepted leads whose price the receiver has not reported: an automatic redirect answers without one. */
  unpriced: z.number(),
});
export type DeliveryBatch = z.infer<typeof deliveryBatch>;

export const deliverySend = z.object({
  clientUid: z.string(),
  client: z.string(),
  valid: z.boolean().nullable(),
  price: z.number().nullable(),
  redirectUrl: z.string().nullable(),
});
export type DeliverySend = z.infer<typeof deliverySend>;

export const deliveryAgent = z.object({
  no: z.number(),
  clientUid: z.string(),
  client: z.string(),
  name: z.string(),
  phone: z.string(),
  /** When somebody recorded that this agent took the call. */
  takenAt: z.number().nullable(),
});
export type DeliveryAgent = z.infer<typeof deliveryAgent>;

/** The state of confirming a redirect to the LeadExec account: the job that does it. */
export const redirectConfirmation = z.object({ jobId: z.number(), state: jobState, reason: z.string().nullable() });
export type RedirectConfirmation = z.infer<typeof redirectConfirmation>;

/** The results of a posted lead. */
export const deliveryFacts = z.object({
  batchId: z.number(),
  postNo: z.number(),
  row: z.number(),
  kind: deliveryKind,
  reference: z.string(),
  /** The receiver's id of the transaction. */
  postId: z.string().nullable(),
  leadId: z.string().nullable(),
  campaign: z.number().nullable(),
  price: z.number().nullable(),
  estimatedPrice: z.number().nullable(),
  review: reviewState,
  returnState,
  stateReason: z.string(),
  redirectUrl: z.string().nullable(),
  /** Null if nobody has confirmed the redirect to the account. */
  confirmation: redirectConfirmation.nullable(),
  statusUrl: z.string().nullable(),
  /** How the receiver can be asked about the result of an unknown post; null if it can't, and for every other post. */
  checkBy: z.enum(['status', 'duplicate-check']).nullable(),
  sends: z.array(deliverySend),
  agents: z.array(deliveryAgent),
});
export type DeliveryFacts = z.infer<typeof deliveryFacts>;

/** One request of a lead and its answer, secrets removed. */
export const deliveryExchange = z.object({
  at: z.number(),
  what: z.enum(['post', 'ping', 'status', 'duplicate-check', 'update']),
  jobId: z.number().nullable(),
  attempt: z.number().nullable(),
  url: z.string(),
  request: z.string(),
  httpStatus: z.number().nullable(),
  outcome: z.string().nullable(),
  answer: z.string().nullable(),
  error: z.string().nullable(),
});
export type DeliveryExchange = z.infer<typeof deliveryExchange>;

export const deliveryTurn = z.object({
  at: z.number(),
  what: z.enum(['price', 'review', 'return', 'accepted', 'rejected', 'agent']),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

/** A change of a posted lead, as in the list of changes. */
export const postTurn = deliveryTurn.extend({
  id: z.number(),
  jobId: z.number(),
  connection: z.string(),
  phone: z.string(),
  reference: z.string(),
  /** Why, in the receiver's words. */
  reason: z.string(),
});
export type PostTurn = z.infer<typeof postTurn>;

export const deliveryTimeline = z.object({
  jobId: z.number().nullable(),
  state: jobState.nullable(),
  replayOf: z.number().nullable(),
  replays: z.array(z.number()),
  /** The jobs that changed its lead at the receiver, oldest first. */
  updates: z.array(z.number()),
  facts: deliveryFacts,
  fields: shownValues,
  exchanges: z.array(deliveryExchange),
  turns: z.array(deliveryTurn),
});
export type DeliveryTimeline = z.infer<typeof deliveryTimeline>;

/** The receiver's answer to a ping ("PING"). */
export const pingAnswer = z.object({
  willAccept: z.boolean().nullable(),
  orderId: z.string().nullable(),
  estimatedPrice: z.number().nullable(),
  /** The earliest time at which the order expires, ms since 1970. */
  expiresAt: z.number().nullable(),
  /** Fields that were not sent because they identify the person. */
  leftOut: z.array(z.string()),
  words: z.string(),
  line: z.string(),
});
export type PingAnswer = z.infer<typeof pingAnswer>;

/** The receiver's answer to a duplicate check. */
export const duplicateAnswer = z.object({
  /** Null if the answer proves nothing. */
  isDuplicate: z.boolean().nullable(),
  leadId: z.string().nullable(),
  receivedAt: z.number().nullable(),
  words: z.string(),
  line: z.string(),
});
export type DuplicateAnswer = z.infer<typeof duplicateAnswer>;

/** The receiver's answer about a post ("Status URL"). */
export const statusAnswer = z.object({
  is: z.enum(['accepted', 'rejected', 'undecided', 'unknown']),
  postId: z.string(),
  leadId: z.string().nullable(),
  campaign: z.number().nullable(),
  price: z.number().nullable(),
  review: reviewState,
  returnState,
  words: z.string(),
  line: z.string(),
});
export type StatusAnswer = z.infer<typeof statusAnswer>;

export const revenueRow = z.object({
  name: z.string(),
  posts: z.number(),
  delivered: z.number(),
  returned: z.number(),
  sends: z.number(),
  revenue: z.number(),
  /** Accepted leads whose price the receiver has not reported, so that they are missing from the revenue: an automatic redirect has none. */
  unpriced: z.number(),
});
export type RevenueRow = z.infer<typeof revenueRow>;

const toCampaign = z.object({ connectionId: z.number() });

export const deliveryCommands = defineCommands({
  /** Checks leads and, except in a dry run, posts them. A dry run stores nothing, and `batch` is null. */
  'delivery.post': {
    input: postInput,
    output: z.object({ batch: deliveryBatch.nullable(), check: postCheck }),
  },
  /** The progress of a `delivery.post` with this name in checking its leads; null if there is none. */
  'delivery.checkProgress': { input: z.object({ checkId: z.string() }), output: workProgress.nullable() },
  /** Cancels such a check: nothing of it is kept and nothing is posted. It is too late once the leads are in the queue. */
  'delivery.cancelCheck': { input: z.object({ checkId: z.string() }), output: z.object({ canceled: z.boolean() }) },
  'delivery.batches': {
    input: z.object({ limit: z.number().int().min(1).max(1000).default(100) }),
    output: z.array(deliveryBatch),
  },
  'delivery.batch': { input: z.object({ id: z.number() }), output: deliveryBatch },
  'delivery.pause': { input: z.object({ id: z.number() }), output: deliveryBatch },
  'delivery.resume': { input: z.object({ id: z.number() }), output: deliveryBatch },
  /** The rows of a batch that were left out, with the reasons. */
  'delivery.leftOut': {
    input: z.object({
      id: z.number(),
      after: z.number().default(0),
      limit: z.number().int().min(1).max(1000).default(100),
    }),
    output: z.array(sampleRow),
  },
  /** Asks what price a lead would get. Fields that identify the person are not sent. */
  'delivery.ping': {
    input: toCampaign.extend({ set: fieldValues, contact: z.array(z.string()).max(500).default([]) }),
    output: pingAnswer,
  },
  'delivery.checkDuplicate': { input: toCampaign.extend({ set: fieldValues }), output: duplicateAnswer },
  /**
   * Asks the receiver about the results of unknown posts: by their status if their post id is known, otherwise by a duplicate check if that
   * is approved. Nothing is posted, and the answers resolve them as they arrive.
   */
  'delivery.askOutcome': {
    input: z.object({
      which: whichJobs,
      way: z.enum(['status', 'duplicate-check']),
    }),
    output: z.object({ changed: z.number() }),
  },
  /** Changes fields of a lead at the receiver; with `processDelivery` it is sold again. A job of the queue. */
  'delivery.update': {
    input: toCampaign.extend({
      leadId: z.string().regex(/^\d{1,18}$/, 'The lead is a number'),
      set: fieldValues,
      processDelivery: z.boolean().default(false),
      /** Send it in spite of this. */
      sendAnyway: z.array(overruled).default([]),
    }),
    output: deliveryBatch,
  },
  'delivery.status': { input: toCampaign.extend({ postId: z.string().min(1).max(100) }), output: statusAnswer },
  /** How many of the desk's posts are read, which the log and reports wait for after the desk's start; null once all are. */
  'delivery.logProgress': {
    input: z.object({}),
    output: z.object({ read: z.number(), posts: z.number() }).nullable(),
  },
  /** Changes of posted leads after they were accepted: price, review, return; newest first, after one of them. */
  'delivery.turned': {
    input: z.object({
      connectionId: z.number().optional(),
      before: z.number().optional(),
      limit: z.number().int().min(1).max(500).default(50),
    }),
    output: z.array(postTurn),
  },
  /** Everything that was sent for one posted lead, by its job. */
  'delivery.timeline': { input: z.object({ jobId: z.number() }), output: deliveryTimeline },
  /** What was posted of a lead in the inbox, newest first. */
  'delivery.ofLead': { input: z.object({ leadId: z.number() }), output: z.array(deliveryTimeline) },
  /** Posts the lead of a job again, as a new job that is linked to it. */
  'delivery.replay': { input: z.object({ jobId: z.number() }), output: deliveryBatch },
  /** Who took the call; null undoes it. */
  'delivery.agentTook': { input: z.object({ jobId: z.number(), no: z.number().nullable() }), output: deliveryFacts },
  'delivery.revenue': {
    input: z.object({
      by: z.enum(['file', 'day', 'campaign', 'client']).default('file'),
      connectionId: z.number().optional(),
      batchId: z.number().optional(),
      from: z.number().optional(),
      until: z.number().optional(),
    }),
    output: z.array(revenueRow),
  },
  /** The fields of the lead type of a connection's campaign, as imported. */
  'delivery.fields': { input: toCampaign, output: z.array(receiverField) },
  'delivery.setFields': {
    input: toCampaign.extend({ fields: z.array(receiverField).max(2_000) }),
    output: z.array(receiverField),
  },
  /** Parses fields from posting instructions: CSV or a pasted table. Nothing is stored. */
  'delivery.readFields': {
    input: z.object({ text: z.string().max(2_000_000) }),
    output: z.object({ fields: z.array(receiverField), notes: z.array(z.string()) }),
  },
});

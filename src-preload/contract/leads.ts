import { z } from 'zod';
import { defineCommands } from './define.ts';
import { leadStatus } from './lead-filter.ts';

const text = z.string();

export const employment = z.object({
  company: text,
  state: text,
  phone: text,
  /** As the vendor writes it; empty if there is none. */
  startDate: text,
  endDate: text,
});
export type Employment = z.infer<typeof employment>;

export const jobApplication = z.object({
  jobId: text,
  title: text,
  reference: text,
  direct: z.boolean().nullable(),
  createdAt: text,
});
export type JobApplication = z.infer<typeof jobApplication>;

/**
 * What the desk knows about a lead from one record, under its own names, regardless of the record's format. Text is the vendor's, trimmed:
 * a ZIP keeps its zero, a phone its plus. Empty means that the record has no value.
 */
export const leadFields = z.object({
  firstName: text,
  lastName: text,
  email: text,
  phone: text,
  address: text,
  address2: text,
  city: text,
  /** Two letters if it is a known state, otherwise as written. */
  state: text,
  zip: text,
  license: text,
  /** Years; null if there are none or it is not a number. */
  experience: z.number().int().nullable(),
  employmentType: text,
  specialties: z.array(text),
  contactTime: text,
  preferredDestinations: z.array(text),
  preferredCities: text,
  licensedStates: z.array(text),
  licenseState: text,
  licenseDateIssued: text,
  licenseDateExpires: text,
  licenseInvestigated: z.boolean().nullable(),
  licenseInvestigationDetails: text,
  /** When it was submitted, as the vendor writes it. */
  sent: text,
  hasJobApps: z.boolean().nullable(),
  /** Who in this company unlocked it; empty while locked or if not reported. */
  unlockedBy: text,
  employmentHistory: z.array(employment),
  jobApplications: z.array(jobApplication),
});
export type LeadFields = z.infer<typeof leadFields>;

/** One record of a lead, from a vendor, a person or a file. */
export const leadRecord = z.object({
  id: z.number(),
  /** Connection id; null for records entered by hand or from a file. */
  connectionId: z.number().nullable(),
  /** Name of the connection, "By hand", or the name of the file. */
  source: z.string(),
  kind: z.enum(['locumjobs', 'liondesk', 'hand', 'file']),
  externalId: z.string(),
  fields: leadFields,
  /** The vendor's complete record as JSON text. */
  raw: z.string(),
  unlocked: z.boolean(),
  receivedAt: z.number(),
  changedAt: z.number(),
  /** When everything was read and the vendor no longer had it, ms; null if it has it, or if that is unknown. */
  goneAt: z.number().nullable(),
});
export type LeadRecord = z.infer<typeof leadRecord>;

/** A phone of a lead with everything that matters for calling it. */
export const leadPhone = z.object({
  /** Digits with country code if it could be parsed, otherwise as entered. */
  phone: z.string(),
  /** Names of the sources it is from. */
  sources: z.array(z.string()),
  /** The number of calls from this desk, in total and on the lead's local day. */
  attempts: z.number(),
  attemptsToday: z.number(),
});

/** A value of a lead and its source, with the different values of other sources. */
const valueOrigin = z.object({
  field: leadFields.keyof(),
  recordId: z.number(),
  others: z.array(z.object({ recordId: z.number(), value: z.string() })),
});

export const callback = z.object({
  id: z.number(),
  leadId: z.number(),
  /** ms since 1970. */
  dueAt: z.number(),
  /** The agent; null means anyone. */
  owner: z.string().nullable(),
  note: z.string(),
  createdAt: z.number(),
  doneAt: z.number().nullable(),
});
export type Callback = z.infer<typeof callback>;

export const leadDetail = z.object({
  id: z.number(),
  /** The person as the list shows it: the best value of all records. */
  fields: leadFields,
  origins: z.array(valueOrigin),
  records: z.array(leadRecord),
  phones: z.array(leadPhone),
  emails: z.array(z.string()),
  status: leadStatus,
  owner: z.string().nullable(),
  tags: z.array(z.string()),
  unlocked: z.boolean(),
  attempts: z.number(),
  lastDisposition: z.string().nullable(),
  callback: callback.nullable(),
  /** When the lead is to be tried again after the outcome of its last call, while it waits and has no callback. ms since 1970. */
  retryAt: z.number().nullable(),
  /** The zone by ZIP, otherwise by state, otherwise by area code; null if none is known. */
  zone: z.string().nullable(),
  /** The text in the note field that is not yet stored as a note. */
  draft: z.string(),
  receivedAt: z.number(),
  touchedAt: z.number().nullable(),
});
export type LeadDetail = z.infer<typeof leadDetail>;

/** An event in a lead's history. */
export const leadEvent = z.object({
  /** A stable key for the list on screen. */
  key: z.string(),
  at: z.number(),
  /** The agent, or "Trunkline" for automatic events. */
  who: z.string(),
  kind: z.enum([
    'received',
    'updated',
    'unlocked',
    'unlock-asked',
    'joined',
    'split',
    'note',
    'call',
    'disposition',
    'callback',
    'status',
    'owner',
    'tag',
    'dial-list',
    'sent',
    'exported',
    'offered',
    'claim',
    'handed-back',
    'handed-over',
    'offer-submitted',
    'undone',
  ]),
  /** A plain sentence. */
  what: z.string(),
  /** A note's text, the changed fields, the vendor's message …; empty if the sentence says everything. */
  detail: z.string(),
});
export type LeadEvent = z.infer<typeof leadEvent>;

/** A record that could not be parsed as a lead. */
export const leadReject = z.object({
  id: z.number(),
  /** Null for a row of a file. */
  connectionId: z.number().nullable(),
  source: z.string(),
  /** The vendor's id, if it could be parsed. */
  externalId: z.string().nullable(),
  reason: z.string(),
  raw: z.string(),
  at: z.number(),
});
export type LeadReject = z.infer<typeof leadReject>;

const byId = z.object({ id: z.number() });

export const leadCommands = defineCommands({
  'leads.get': { input: byId, output: leadDetail },
  /** Newest first. */
  'leads.timeline': {
    input: z.object({
      id: z.number(),
      before: z.number().optional(),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: z.object({ events: z.array(leadEvent), more: z.boolean() }),
  },
  /** Adds a lead that a person enters. If the phone or email is known, it is merged into that lead. */
  'leads.add': {
    input: z.object({ fields: leadFields.partial() }),
    output: z.object({ id: z.number(), joined: z.boolean() }),
  },
  /** Merges leads that are one person: the records of `others` are moved to `id`. */
  'leads.join': {
    input: z.object({ id: z.number(), others: z.array(z.number()).min(1).max(20) }),
    output: z.object({ actId: z.number() }),
  },
  /** Splits a record of another person: it becomes a separate lead and is never merged into this one automatically again. */
  'leads.split': {
    input: z.object({ id: z.number(), recordId: z.number() }),
    output: z.object({ id: z.number(), actId: z.number() }),
  },
  /** Leads that may be the same person without sharing phone or email: the same name, and the same ZIP or the same state and license. */
  'leads.alike': {
    input: byId,
    output: z.array(z.object({ id: z.number(), name: z.string(), why: z.string(), unlocked: z.boolean() })),
  },
  'leads.rejects': {
    input: z.object({
      connectionId: z.number().optional(),
      before: z.number().optional(),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: z.object({ rejects: z.array(leadReject), total: z.number() }),
  },
  /** What erasing the person would remove, before it is done. */
  'leads.forgetPreview': {
    input: byId,
    output: z.object({
      name: z.string(),
      records: z.number(),
      notes: z.number(),
      jobs: z.number(),
      importRows: z.number(),
    }),
  },
  /**
   * Erases a person: store, free pages, search, logs. Hashes are kept, so that a later sync does not add them again. It can't be undone.
   */
  'leads.forget': { input: byId, output: z.object({ erased: z.number() }) },
});

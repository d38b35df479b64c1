import { z } from 'zod';
import { defineCommands } from './define.ts';
import { leadStatus } from './lead-filter.ts';

const text = z.string();

export const employment = z.object({
  company: text,
  state: text,
  phone: text,
  /** As the vendor writes them; empty when there is none. */
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
 * What the desk knows of a lead from one record, in its own names; the same whichever format the record came in. Text is
 * text as the vendor wrote it, trimmed: a ZIP keeps its zero, a phone its plus. Empty means that the record has nothing there.
 */
export const leadFields = z.object({
  firstName: text,
  lastName: text,
  email: text,
  phone: text,
  address: text,
  address2: text,
  city: text,
  /** Two letters where it is a state we know, else as written. */
  state: text,
  zip: text,
  license: text,
  /** Years; null when there is none or it is no number. */
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
  /** Who of one's own unlocked it; empty while locked or not told. */
  unlockedBy: text,
  employmentHistory: z.array(employment),
  jobApplications: z.array(jobApplication),
});
export type LeadFields = z.infer<typeof leadFields>;

/** One record of a lead: what one vendor, a person or a file told of it. */
export const leadRecord = z.object({
  id: z.number(),
  /** Connection id; null for what came by hand or from a file. */
  connectionId: z.number().nullable(),
  /** Name of the connection, "By hand", or the name of the file. */
  source: z.string(),
  kind: z.enum(['locumjobs', 'liondesk', 'hand', 'file']),
  externalId: z.string(),
  fields: leadFields,
  /** The vendor's record, whole, as JSON text. */
  raw: z.string(),
  unlocked: z.boolean(),
  receivedAt: z.number(),
  changedAt: z.number(),
  /** The vendor had it no more when everything was read at this time, ms; null where it has it, or nothing tells. */
  goneAt: z.number().nullable(),
});
export type LeadRecord = z.infer<typeof leadRecord>;

/** A phone of a lead with all that bears on calling it. */
export const leadPhone = z.object({
  /** Digits with country code where it could be read, else as written. */
  phone: z.string(),
  /** Names of the sources that gave it. */
  sources: z.array(z.string()),
  /** How often it was called from this desk, and how often today in the lead's own day. */
  attempts: z.number(),
  attemptsToday: z.number(),
});

/** A value of a lead and where it came from; others that sources gave for it stand beside it. */
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
  /** Whose it is; null is anyone's. */
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
  /** When the lead is to be tried again, as the outcome of its last call says: while it waits and has no callback. ms since 1970. */
  retryAt: z.number().nullable(),
  /** Zone by ZIP, else state, else area code; null when nothing tells. */
  zone: z.string().nullable(),
  /** What stands in the note field and is not kept as a note yet. */
  draft: z.string(),
  receivedAt: z.number(),
  touchedAt: z.number().nullable(),
});
export type LeadDetail = z.infer<typeof leadDetail>;

/** A thing that happened to a lead. */
export const leadEvent = z.object({
  /** Stable, for the list on screen. */
  key: z.string(),
  at: z.number(),
  /** The agent, or "Trunkline" for what happened by itself. */
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
  /** A note's text, what changed field by field, the vendor's line … ; empty when the sentence says all. */
  detail: z.string(),
});
export type LeadEvent = z.infer<typeof leadEvent>;

/** A record that could not be read as a lead. */
export const leadReject = z.object({
  id: z.number(),
  /** Null for a row of a file. */
  connectionId: z.number().nullable(),
  source: z.string(),
  /** The vendor's id where it could be read. */
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
  /** A lead that a person types in. The same phone or e-mail joins the person that is there. */
  'leads.add': {
    input: z.object({ fields: leadFields.partial() }),
    output: z.object({ id: z.number(), joined: z.boolean() }),
  },
  /** Two leads are one person: the records of `others` move to `id`. */
  'leads.join': {
    input: z.object({ id: z.number(), others: z.array(z.number()).min(1).max(20) }),
    output: z.object({ actId: z.number() }),
  },
  /** A record is another person: it becomes a lead of its own and never joins this one by itself again. */
  'leads.split': {
    input: z.object({ id: z.number(), recordId: z.number() }),
    output: z.object({ id: z.number(), actId: z.number() }),
  },
  /** People who may be the same without sharing phone or e-mail: same name, and the same ZIP, or state and license. */
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
  /** What a forgetting would take, before it happens. */
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
  /** Erases a person: store, free pages, search, logs; hashes stay, so that a later sync does not bring them back. Can't be undone. */
  'leads.forget': { input: byId, output: z.object({ erased: z.number() }) },
});

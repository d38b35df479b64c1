import type { LeadFields } from '../../src-preload/contract/index.ts';

/** One record of a vendor, read. */
export interface ReadRecord {
  /** Opaque, as text. */
  readonly externalId: string;
  readonly fields: LeadFields;
  /** The vendor's record, whole, as JSON; XML becomes the same names and texts. */
  readonly raw: string;
  /** Whether the record says that one's own company has unlocked it. */
  readonly unlocked: boolean;
}

/** A record that could not be read as a lead. */
export interface UnreadRecord {
  readonly externalId: string | null;
  /** In plain words: what is wrong, where. */
  readonly reason: string;
  /** As it came, capped. */
  readonly raw: string;
}

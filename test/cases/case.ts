/** Fields of a lead as a dialer holds them, by the dialer's names; those not named may be anything. */
export type Lead = Readonly<Record<string, string>> & { readonly phone_number: string };

/** A file as people have it, and what must have arrived at the dialer once it was imported without a word of the operator's. */
export interface FileCase {
  readonly name: string;
  /** The rule that the case stands for. */
  readonly rule: string;
  /** The file's content; without it the file `name` in `files/`. */
  readonly content?: string | Buffer;
  /** A do-not-call list that is imported first: a file in `files/`, or its content. */
  readonly doNotCall?: { readonly file?: string; readonly content?: string };
  /** Leads that must have arrived, once each, with these values. */
  readonly sent?: readonly Lead[];
  /** Leads that have arrived with these values, or not at all. */
  readonly either?: readonly Lead[];
  /** Numbers that must not have arrived. */
  readonly never?: readonly string[];
  /** Fields that are empty in every lead that arrived. */
  readonly empty?: readonly string[];
  /** The only values that a field may have in a lead that arrived. */
  readonly only?: Readonly<Record<string, readonly string[]>>;
  /** Rows that the import counts. */
  readonly rows?: number;
  /** Leads that arrived in all. */
  readonly leads?: number;
}

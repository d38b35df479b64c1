import { readFileSync } from 'node:fs';

/** A section of the Account API document: its request and answer as the samples have them, and what its table requires of the body. */
export interface DocumentedCall {
  readonly section: string;
  readonly request: string;
  readonly contentType: string;
  readonly bearer: boolean;
  readonly body: unknown;
  /** As the table writes them, such as `Info.ClientUID`. */
  readonly required: readonly string[];
  readonly answer: unknown;
}

/** The 65 sections. Where a sample is no JSON (`"isState": ,`, a missing last brace), it is repaired here. */
export const DOCUMENT: readonly DocumentedCall[] = JSON.parse(
  readFileSync(new URL('./account-document.json', import.meta.url), 'utf8'),
) as DocumentedCall[];

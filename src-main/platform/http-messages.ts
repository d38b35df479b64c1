/** A request to a vendor. */
export interface HttpRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** From hand-over to the last byte of the answer, ms. */
  readonly timeoutMs: number;
  /** A connection of its own, closed after the answer. */
  readonly fresh: boolean;
  /**
   * The most bytes of an answer that are read, packed and unpacked alike; without it `ANSWER_BYTES_AT_MOST`. An answer of a
   * request that names it is unpacked beside the thread's work, and decoded as it says (mark, content type, XML declaration).
   */
  readonly answerBytesAtMost?: number;
}

/** How a request ended. A redirect is an answer like any other: it is never followed, so credentials never travel along. */
export type HttpResult =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly contentType: string;
      /** What the answer asks for: seconds, also where the vendor named a date; empty when it asks for nothing. */
      readonly retryAfter: string;
      readonly body: string;
      readonly ms: number;
      /** The vendor's clock as the answer was made (the header Date), ms since 1970; missing where it tells none. */
      readonly date?: number;
      /** The header Location as it came; missing where there is none. */
      readonly location?: string;
    }
  /** Provably no byte of the request was written. */
  | { readonly kind: 'not-sent'; readonly error: string; readonly withdrawn: boolean }
  | {
      readonly kind: 'broken';
      readonly error: string;
      readonly status: number | null;
      readonly partial: string;
      readonly timedOut: boolean;
      /** The answer was longer than may be read. */
      readonly tooLong?: true;
    };

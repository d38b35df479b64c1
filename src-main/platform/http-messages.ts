/** A request to a vendor. */
export interface HttpRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** From the call to the last byte of the answer, ms. */
  readonly timeoutMs: number;
  /** Whether to use a separate connection that is closed after the answer. */
  readonly fresh: boolean;
  /**
   * The most bytes of an answer that are read, both compressed and uncompressed; by default `ANSWER_BYTES_AT_MOST`. If a request specifies
   * it, its answer is decompressed outside the thread, and decoded as it declares (mark, content type, XML declaration).
   */
  readonly answerBytesAtMost?: number;
}

/** The result of a request. A redirect is an answer like any other and never followed, so that credentials are never sent elsewhere. */
export type HttpResult =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly contentType: string;
      /** The wait that the answer requests, in seconds even if the vendor gave a date; empty if there is none. */
      readonly retryAfter: string;
      readonly body: string;
      readonly ms: number;
      /** The vendor's time of the answer (the header Date), ms since 1970; missing if there is none. */
      readonly date?: number;
      /** The header Location as received; missing if there is none. */
      readonly location?: string;
    }
  /** It is certain that no byte of the request was written. */
  | { readonly kind: 'not-sent'; readonly error: string; readonly withdrawn: boolean }
  | {
      readonly kind: 'broken';
      readonly error: string;
      readonly status: number | null;
      readonly partial: string;
      readonly timedOut: boolean;
      /** The answer was longer than the limit. */
      readonly tooLong?: true;
    };

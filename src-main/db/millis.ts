/** Milliseconds since 1970-01-01 UTC, by the core's injected clock. */
export type Millis = number;

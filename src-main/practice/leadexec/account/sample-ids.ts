/** Identifiers of the sample account; source 18, lead type 1 and campaign 23 are those of the document's PING. */
export const SAMPLE = {
  source: 18,
  /** Requires a token and no campaign password. */
  tokenSource: 19,
  /** Requires both. */
  bothSource: 20,
  auto: 1,
  home: 2,
  solar: 3,
  medicare: 4,
  campaign: {
    general: 23,
    pingPost: 24,
    review: 25,
    limited: 26,
    unapproved: 27,
    queued: 28,
    home: 29,
    inactive: 30,
    token: 31,
    both: 32,
    open: 33,
    onceADay: 34,
    solar: 35,
    medicare: 36,
  },
  /** The client id that may fetch a token; its secret is the account's. */
  apiClientId: '00000000-0000-4000-8000-000000000018',
  client: { demo: 1234, acme: 5679, harbor: 6001, gone: 6002 },
} as const;

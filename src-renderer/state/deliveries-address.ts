import {
  type DeliveryKind,
  deliveryKind,
  type JobFilter,
  type JobState,
  jobState,
} from '../../src-preload/contract/index.ts';

/** Time ranges that a link can name without a date, so that "today" stays today. */
export const SPANS = ['hour', 'today', 'yesterday', 'week'] as const;
export type Span = (typeof SPANS)[number];

/** Why a delivered row may need attention, as a link names it. */
export const CONCERNS = ['any', 'hopper', 'callback', 'custom_fields', 'multi_alt_phones', 'differs'] as const;
export type Concern = (typeof CONCERNS)[number];

/** The review of a posted lead, and whether it was returned. */
export const REVIEWS = ['pending', 'passed', 'rejected'] as const;
export const RETURNS = ['none', 'returned'] as const;

/** The content of the delivery log's address: which jobs, and the one that is open. */
export interface LogAddress {
  readonly state: JobState | null;
  /** What is not confirmed for a delivered row, or that it is stored differently from what was shown. */
  readonly concern: Concern | null;
  readonly connectionId: number | null;
  readonly importId: number | null;
  /** For posted leads: the batch, the kind, the campaign, the client, the lowest and highest price, review and return. */
  readonly posts: number | null;
  readonly kind: DeliveryKind | null;
  readonly campaign: number | null;
  readonly client: string | null;
  readonly minPrice: number | null;
  readonly maxPrice: number | null;
  readonly review: (typeof REVIEWS)[number] | null;
  readonly returned: (typeof RETURNS)[number] | null;
  readonly reason: string | null;
  readonly span: Span | null;
  /** A custom range, ms since 1970; only used without a span. */
  readonly from: number | null;
  readonly until: number | null;
  readonly text: string;
  readonly job: number | null;
}

export const WHOLE_LOG: LogAddress = {
  state: null,
  concern: null,
  connectionId: null,
  importId: null,
  posts: null,
  kind: null,
  campaign: null,
  client: null,
  minPrice: null,
  maxPrice: null,
  review: null,
  returned: null,
  reason: null,
  span: null,
  from: null,
  until: null,
  text: '',
  job: null,
};

function readNumber(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

export const DELIVERY_KINDS = deliveryKind.options;

/** A price in dollars, with at most four decimals; null if it is invalid. */
export function readPrice(text: string | null): number | null {
  return text !== null && /^\d{1,9}(?:\.\d{1,4})?$/.test(text) ? Number(text) : null;
}

/** Parses an address's query. Invalid parts count as missing. */
export function readLogAddress(query: string): LogAddress {
  const given = new URLSearchParams(query);
  const state = jobState.safeParse(given.get('state'));
  return {
    state: state.success ? state.data : null,
    concern: CONCERNS.find((one) => one === given.get('concern')) ?? null,
    connectionId: readNumber(given.get('connection')),
    importId: readNumber(given.get('import')),
    posts: readNumber(given.get('posts')),
    kind: DELIVERY_KINDS.find((one) => one === given.get('kind')) ?? null,
    campaign: readNumber(given.get('campaign')),
    client: given.get('client')?.slice(0, 300) ?? null,
    minPrice: readPrice(given.get('min-price')),
    maxPrice: readPrice(given.get('max-price')),
    review: REVIEWS.find((one) => one === given.get('review')) ?? null,
    returned: RETURNS.find((one) => one === given.get('return')) ?? null,
    reason: given.get('reason'),
    span: SPANS.find((s) => s === given.get('when')) ?? null,
    from: readNumber(given.get('from')),
    until: readNumber(given.get('until')),
    text: (given.get('text') ?? '').slice(0, 200),
    job: readNumber(given.get('job')),
  };
}

/** The address that `readLogAddress` reads back. */
export function writeLogAddress(address: LogAddress): string {
  const query = new URLSearchParams();
  const put = (name: string, value: string | number | null) => {
    if (value !== null && value !== '') query.set(name, String(value));
  };
  put('state', address.state);
  put('concern', address.concern);
  put('connection', address.connectionId);
  put('import', address.importId);
  put('posts', address.posts);
  put('kind', address.kind);
  put('campaign', address.campaign);
  put('client', address.client);
  put('min-price', address.minPrice);
  put('max-price', address.maxPrice);
  put('review', address.review);
  put('return', address.returned);
  put('reason', address.reason);
  put('when', address.span);
  put('from', address.from);
  put('until', address.until);
  put('text', address.text);
  put('job', address.job);
  const text = query.toString();
  return text === '' ? '/deliveries' : `/deliveries?${text}`;
}

/** Whether anything besides the open job is selected. */
export function isFiltered(address: LogAddress): boolean {
  return writeLogAddress({ ...address, job: null }) !== '/deliveries';
}

const DAY_MS = 86_400_000;

/** The range of a span in this machine's time zone; `until` is null if it extends to now. */
export function boundsOf(span: Span, now: number): { from: number; until?: number } {
  const midnight = new Date(now);
  midnight.setHours(0, 0, 0, 0);
  const dayBefore = new Date(midnight);
  dayBefore.setDate(dayBefore.getDate() - 1);
  switch (span) {
    case 'hour':
      return { from: now - 3_600_000 };
    case 'today':
      return { from: midnight.getTime() };
    case 'yesterday':
      return { from: dayBefore.getTime(), until: midnight.getTime() };
    case 'week':
      return { from: now - 7 * DAY_MS };
  }
}

/**
 * A person's search text in the log's form: a phone in any format becomes its digits, without the country code of the USA and Canada,
 * because the log finds phones by their last digits.
 */
export function searchText(typed: string): string {
  const text = typed.trim();
  if (!/^[\d\s()+./-]{4,}$/.test(text)) return text;
  const digits = text.replace(/\D/g, '');
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
}

/** Whether there is any condition for posted leads. */
export function asksOfPosts(address: LogAddress): boolean {
  const { posts, kind, campaign, client, minPrice, maxPrice, review, returned } = address;
  return [posts, kind, campaign, client, minPrice, maxPrice, review, returned].some((one) => one !== null);
}

/** The filter of an address, in the log's form. */
export function filterOf(address: LogAddress, now: number): JobFilter {
  const bounds =
    address.span === null
      ? { from: address.from ?? undefined, until: address.until ?? undefined }
      : boundsOf(address.span, now);
  const post = {
    batchId: address.posts ?? undefined,
    kind: address.kind ?? undefined,
    campaign: address.campaign ?? undefined,
    client: address.client ?? undefined,
    priceFrom: address.minPrice ?? undefined,
    priceTo: address.maxPrice ?? undefined,
    review: address.review ?? undefined,
    returnState: address.returned ?? undefined,
  };
  const filter: JobFilter = {
    state: address.state ?? undefined,
    connectionId: address.connectionId ?? undefined,
    importId: address.importId ?? undefined,
    reason: address.reason ?? undefined,
    ...(address.concern === null
      ? {}
      : address.concern === 'differs'
        ? { differs: true as const }
        : { missing: address.concern }),
    text: searchText(address.text) || undefined,
    ...bounds,
    ...(asksOfPosts(address) ? { post } : {}),
  };
  return JSON.parse(JSON.stringify(filter)) as JobFilter;
}

/** Whether the counts by state, which only depend on connection, import and batch, are those of exactly the matching jobs. */
export function isCounted(filter: JobFilter): boolean {
  const ofPosts = Object.keys(filter.post ?? {});
  return (
    ofPosts.every((one) => one === 'batchId') &&
    filter.missing === undefined &&
    filter.differs === undefined &&
    filter.reason === undefined &&
    filter.text === undefined &&
    filter.from === undefined &&
    filter.until === undefined
  );
}

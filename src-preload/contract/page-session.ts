/**
 * How the page of the browser shell proves that it is the desk's own. A cookie is sent to every port of 127.0.0.1 and proves nothing by
 * itself, so each request also has a token in a header, which the page stores for its own origin.
 */

/** The header of every request to `/api/`. */
export const TOKEN_HEADER = 'x-trunkline-token';
/** The name of the `<meta>` with the token, in the one answer that a one-time key opens. */
export const TOKEN_META = 'trunkline-token';
/** The key under which the page stores the token in its `localStorage`. */
export const TOKEN_STORED = 'trunkline.token';
/** The lock and the channel with which the tabs of a browser share one stream of events. */
export const EVENTS_SHARED = 'trunkline.events';
/** Where a page without a token is redirected, to explain what to do. */
export const SIGNED_OUT_PATH = '/signed-out';

/**
 * Header of a page's first request for events: how long the page has existed, ms. Changes since then are reported as missed, because it may
 * have read earlier data.
 */
export const AGE_HEADER = 'x-trunkline-age';

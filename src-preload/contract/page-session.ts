/**
 * How the page of the browser shell proves that it is the desk's own. A cookie goes to every port of 127.0.0.1, so it proves
 * nothing by itself: each request also carries a token in a header, which the page keeps in the storage of its own origin.
 */

/** The header of every request to `/api/`. */
export const TOKEN_HEADER = 'x-trunkline-token';
/** The name of the `<meta>` by which the page gets the token, in the one answer that a one-time key opens. */
export const TOKEN_META = 'trunkline-token';
/** Under which name the page keeps the token in its `localStorage`. */
export const TOKEN_STORED = 'trunkline.token';
/** The lock and the channel by which the tabs of a browser share one stream of events. */
export const EVENTS_SHARED = 'trunkline.events';
/** Where a page without a token goes, to be told what to do. */
export const SIGNED_OUT_PATH = '/signed-out';

/**
 * Header of a request for the events by a page that has not heard any yet: how long it has been there, ms. What has changed since is
 * told to it as missed: it may have asked before.
 */
export const AGE_HEADER = 'x-trunkline-age';

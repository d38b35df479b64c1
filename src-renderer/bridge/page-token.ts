import { TOKEN_META, TOKEN_STORED } from '../../src-preload/contract/page-session.ts';

/** For a browser without storage for this page: the tab that was opened with the key continues to work, others don't. */
let ofThisTab: string | null = null;

/**
 * Takes the token from a page that was opened with a key, and removes the key from its address, so that neither stays in the history. To be
 * called before any request.
 *
 * @returns whether the page has a token, new or stored
 */
export function takeToken(): boolean {
  const meta = document.querySelector<HTMLMetaElement>(`meta[name="${TOKEN_META}"]`);
  if (meta !== null) {
    ofThisTab = meta.content;
    meta.remove();
    try {
      localStorage.setItem(TOKEN_STORED, ofThisTab);
    } catch {
      // Storage is switched off or full.
    }
  }
  if (location.search !== '') history.replaceState(history.state, '', location.pathname + location.hash);
  return pageToken() !== null;
}

/** The token of the page's origin. It is read each time, because another tab may have been opened with a newer key. */
export function pageToken(): string | null {
  try {
    return localStorage.getItem(TOKEN_STORED) ?? ofThisTab;
  } catch {
    // Without storage, the token is kept as long as this tab.
    return ofThisTab;
  }
}

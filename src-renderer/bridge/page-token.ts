import { TOKEN_META, TOKEN_STORED } from '../../src-preload/contract/page-session.ts';

/** For a browser that keeps nothing for this page: the tab that was opened by the key goes on, others don't. */
let ofThisTab: string | null = null;

/**
 * Takes the token out of a page that was opened by a key, and the key out of its address, so that neither stays in the history.
 * To be called before anything is asked.
 *
 * @returns whether the page has a token, by now or from before
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

/** The token of the page's origin; read anew each time, since another tab may have been opened by a newer key. */
export function pageToken(): string | null {
  try {
    return localStorage.getItem(TOKEN_STORED) ?? ofThisTab;
  } catch {
    // A browser that keeps nothing for pages: the token lives as long as this tab.
    return ofThisTab;
  }
}

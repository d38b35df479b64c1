import { useSyncExternalStore } from 'react';

/** The address behind #, its query included, so that a whole place fits in one link on any protocol. */
function inHash(): { path: string; search: string } {
  const [path = '', search = ''] = location.hash.replace(/^#?\/?/, '').split('?', 2);
  return { path: `/${path}`, search };
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

/** Goes to a place; `replace` leaves the one before out of the history. */
export function navigate(to: string, options: { readonly replace?: boolean } = {}): void {
  const before = location.href;
  history[options.replace === true ? 'replaceState' : 'pushState'](null, '', `#${to}`);
  dispatchEvent(new HashChangeEvent('hashchange', { oldURL: before, newURL: location.href }));
}

/** The location hook for wouter's Router. */
export const useHashPath = Object.assign(
  (): [string, typeof navigate] => [useSyncExternalStore(subscribe, () => inHash().path), navigate],
  { hrefs: (href: string) => `#${href}` },
);

/** The search hook for wouter's Router: the query inside the hash. */
export function useHashSearch(): string {
  return useSyncExternalStore(subscribe, () => inHash().search);
}

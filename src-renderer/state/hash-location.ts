import { useSyncExternalStore } from 'react';

/** The address after #, including its query, so that a link contains a whole place with any protocol. */
function inHash(): { path: string; search: string } {
  const [path = '', search = ''] = location.hash.replace(/^#?\/?/, '').split('?', 2);
  return { path: `/${path}`, search };
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

/** The paths of the last move that the page made by itself, unless the operator has gone elsewhere since. */
let movedOn: { readonly from: string; readonly to: string } | null = null;

/** Navigates to an address; `replace` replaces the current history entry. */
export function navigate(to: string, options: { readonly replace?: boolean } = {}): void {
  movedOn = null;
  const before = location.href;
  history[options.replace === true ? 'replaceState' : 'pushState'](null, '', `#${to}`);
  dispatchEvent(new HashChangeEvent('hashchange', { oldURL: before, newURL: location.href }));
}

/** Goes to the next screen of a work because this one is over. For a command whose answer is awaited, the operator has not left. */
export function moveOn(to: string): void {
  const from = inHash().path;
  navigate(to, { replace: true });
  movedOn = { from, to: inHash().path };
}

/** @returns a function that says whether the operator is still on the screen that is open now */
export function stillHere(): () => boolean {
  const { path } = inHash();
  return () => {
    const now = inHash().path;
    return now === path || (movedOn?.from === path && movedOn.to === now);
  };
}

/**
 * For what a command opens once it is answered.
 *
 * @returns a `navigate` that does nothing once the operator has gone to another screen, from which a late answer would take them away
 */
export function navigateFromHere(): typeof navigate {
  const isHere = stillHere();
  return (to, options) => {
    if (isHere()) navigate(to, options);
  };
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

import { create } from 'zustand';
import { type Preferences, preferences } from '../../src-preload/contract/index.ts';
import { call, onDesk } from '../bridge/index.ts';
import { setClock } from '../ui/clock.ts';
import { setOwnKeys } from '../ui/keys.ts';

/** The operator's appearance settings, which the shell stores. */
export const usePreferences = create<Preferences>(() => preferences.parse({}));

function show(preferences: Preferences): void {
  usePreferences.setState(preferences);
  setOwnKeys(preferences.keys);
  setClock(preferences.clock);
  const root = document.documentElement;
  if (preferences.theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = preferences.theme;
}

/** Counts the operator's own changes. An answer requested before the last of them is outdated. */
let changes = 0;

function showUnlessChanged(answer: Promise<Preferences>): void {
  const asked = changes;
  answer.then(
    (preferences) => {
      if (asked === changes) show(preferences);
    },
    () => undefined,
  );
}

/** Changes a preference: shown at once, stored by the shell. If the shell can't store it, it applies to this session. */
export function changePreferences(change: Partial<Preferences>): void {
  changes++;
  show({ ...usePreferences.getState(), ...change });
  showUnlessChanged(call('preferences.set', change));
}

/** Applies the stored preferences, and follows changes made elsewhere. */
export function watchPreferences(): () => void {
  const ask = () => showUnlessChanged(call('preferences.get', {}));
  ask();
  return onDesk((event) => (event === null || event.topic === 'preferences') && ask());
}

import { create } from 'zustand';
import { type Preferences, preferences } from '../../src-preload/contract/index.ts';
import { call, onDesk } from '../bridge/index.ts';
import { setClock } from '../ui/clock.ts';
import { setOwnKeys } from '../ui/keys.ts';

/** What the operator chose for the look; the shell keeps it. */
export const usePreferences = create<Preferences>(() => preferences.parse({}));

function show(preferences: Preferences): void {
  usePreferences.setState(preferences);
  setOwnKeys(preferences.keys);
  setClock(preferences.clock);
  const root = document.documentElement;
  if (preferences.theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = preferences.theme;
}

/** Counts the operator's own changes: an answer that was asked for before the last of them says what is no longer so. */
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

/** Changes a preference: shown at once, kept by the shell; a shell that can't keep it leaves it for this session. */
export function changePreferences(change: Partial<Preferences>): void {
  changes++;
  show({ ...usePreferences.getState(), ...change });
  showUnlessChanged(call('preferences.set', change));
}

/** Shows the kept preferences, and follows changes made elsewhere. */
export function watchPreferences(): () => void {
  const ask = () => showUnlessChanged(call('preferences.get', {}));
  ask();
  return onDesk((event) => (event === null || event.topic === 'preferences') && ask());
}

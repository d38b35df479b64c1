import { DEFAULT_WORLD, type World } from './dialer/world.ts';

/** How the practice dialer is reached: who may load leads, and where they go. */
export const PRACTICE_USER = 'practice';
export const PRACTICE_PASSWORD = 'calls-nobody';
export const PRACTICE_CAMPAIGN = 'PRACTICE';
export const PRACTICE_LIST = '101';

/** The default world with the desk's own password: another than the user's name, so that it can be told from it in an answer. */
export const PRACTICE_WORLD: Partial<World> = {
  users: DEFAULT_WORLD.users.map((one) => (one.user === PRACTICE_USER ? { ...one, pass: PRACTICE_PASSWORD } : one)),
};

import { DEFAULT_WORLD, type World } from './dialer/world.ts';

/** The login of the practice dialer, and the lists that leads are loaded into. */
export const PRACTICE_USER = 'practice';
export const PRACTICE_PASSWORD = 'calls-nobody';
export const PRACTICE_CAMPAIGN = 'PRACTICE';
export const PRACTICE_LIST = '101';

/** The default world with the desk's own password, which differs from the user's name so that it can be distinguished in an answer. */
export const PRACTICE_WORLD: Partial<World> = {
  users: DEFAULT_WORLD.users.map((one) => (one.user === PRACTICE_USER ? { ...one, pass: PRACTICE_PASSWORD } : one)),
};

import { type CommandName, commands } from './index.ts';

/** The channel of each command between a window and the Electron main process; both sides are derived from this one map. */
export const channels = Object.fromEntries(Object.keys(commands).map((name) => [name, `trunkline:${name}`])) as {
  readonly [N in CommandName]: `trunkline:${N}`;
};

/** The channel on which the preload script passes a file that was dropped on the window or picked in the page to the main process. */
export const dropChannel = 'trunkline!dropped';

/** The channel on which the main process makes a window show another address of its page: what follows the #. */
export const goChannel = 'trunkline!go';

/** The channel on which the main process sends events to a window; null means that some may have been missed. */
export const eventChannel = 'trunkline!event';

import { type CommandName, commands } from './index.ts';

/** The channel of each command between a window and the Electron main process; both sides are derived from this one map. */
export const channels = Object.fromEntries(Object.keys(commands).map((name) => [name, `trunkline:${name}`])) as {
  readonly [N in CommandName]: `trunkline:${N}`;
};

/** On which the preload script tells the main process of a file that was dropped on the window or picked in the page. */
export const dropChannel = 'trunkline!dropped';

/** On which the main process tells a window to show another address of its page: what stands behind #. */
export const goChannel = 'trunkline!go';

/** On which the main process tells a window of events; null says that some may have been missed. */
export const eventChannel = 'trunkline!event';

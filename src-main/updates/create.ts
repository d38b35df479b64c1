import packageJson from '../../package.json' with { type: 'json' };
import { Handlers } from '../commands/handlers.ts';
import type { ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import { BUILT_IN } from './built-in.ts';
import { type UpdatePorts, Updates } from './updates.ts';

export interface UpdatesModule extends Module {
  readonly notice: Updates['notice'];
}

/** Reports newer versions of the desk, from the organization's signed feed. */
export function createUpdates(
  context: ModuleContext,
  { version = packageJson.version, builtIn = BUILT_IN }: Partial<Pick<UpdatePorts, 'version' | 'builtIn'>> = {},
): UpdatesModule {
  const { store, clock, events, sends } = context;
  const handlers = new Handlers();
  const updates = new Updates({ store, clock, version, builtIn, changed: () => events.publish('changed', 'desk') });
  handlers.on('updates.status', () => updates.status());
  handlers.on('updates.set', (input) => updates.set(input));
  handlers.on('updates.check', () => updates.check());
  handlers.on('updates.dismiss', (input) => updates.dismiss(input.version));
  return {
    handlers,
    notice: () => updates.notice(),
    // A short command of the terminal makes no automatic checks.
    start: () => (sends ? updates.start() : undefined),
    stop: () => updates.stop(),
  };
}

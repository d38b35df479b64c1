import { startCoreHost } from '../../src-main/core/host.ts';
import { runBrowserShell } from '../../src-main/shells/browser/run.ts';
import { type CommandName, commands } from '../../src-preload/contract/index.ts';
import { InboxDesk } from '../support/inbox-desk.ts';

/**
 * What `inbox-page.ts` starts as a process of its own: the browser shell on a data folder. Given a number, so many made leads
 * answer what the page asks about its list, and the folder's desk answers the rest.
 */
const [, , dataDir = '', made = '0'] = process.argv;
const answers = Number(made) > 0 ? new InboxDesk(Number(made)).answers() : {};

const shell = await runBrowserShell({
  dataDir,
  startCore: async (options) => {
    const host = await startCoreHost(options);
    return {
      subscribe: (listener) => host.subscribe(listener),
      close: () => host.close(),
      call: async (name, input) => {
        const command = name as CommandName;
        const answer = answers[command] as ((input: unknown) => unknown) | undefined;
        if (answer === undefined) return host.call(name, input);
        return { ok: true, value: await answer(commands[command].input.parse(input)) };
      },
    };
  },
});
process.once('SIGTERM', () => void shell.close().then(() => process.exit(0)));
process.stdout.write(`${shell.url}\n`);

import { CommandError } from '../../../../src-preload/contract/index.ts';
import { defaultDataDir } from '../../shared/data-dir.ts';
import { connectLocalSocket } from '../../shared/local-socket.ts';
import { aboutAddress, hasDisplay, openInBrowser } from '../../shared/open-in-browser.ts';
import { EXIT, type Verb } from '../verb.ts';

/** Prints a new address of the desk that runs in the browser, and opens it if there is a display. */
export const open: Verb = {
  group: 'The desk',
  usage: 'open [--no-open]',
  what: 'Opens the running desk in your browser, and prints an address that works once, within a minute (--no-open and --json only print it).',
  options: { 'no-open': { type: 'boolean', about: 'Only print the address.' } },
  async run({ dataDir, json, options, out }) {
    const running = await connectLocalSocket(dataDir);
    if (!running) {
      throw new CommandError('unavailable', `No Trunkline is running on ${dataDir}. Start it with npm start.`);
    }
    try {
      const address = await running.address();
      if (address === null) {
        throw new CommandError(
          'unavailable',
          `The Trunkline that is running on ${dataDir} is not open in a browser: it has a window of its own, or works in a terminal.`,
        );
      }
      if (json) out(JSON.stringify({ address }));
      else {
        out(`Trunkline runs in your browser: ${address}`);
        out(aboutAddress(dataDir, dataDir === defaultDataDir()));
      }
      if (json || options['no-open'] === true || !hasDisplay(process.platform, process.env)) return EXIT.ok;
      const file = await running.openerFile();
      if (file !== null) openInBrowser(file);
      return EXIT.ok;
    } finally {
      running.close();
    }
  },
};

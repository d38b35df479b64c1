import packageJson from '../../../../package.json' with { type: 'json' };
import { attach } from '../attach.ts';
import { EXIT, type Verb } from '../verb.ts';

/** The version of the desk, and whether the organization's feed has a newer one. */
export const version: Verb = {
  group: 'The desk',
  usage: 'version [--check]',
  what: 'Prints the version. --check asks your organization’s update feed (Settings, Updates) whether there is a newer one; nothing is downloaded.',
  options: { check: { type: 'boolean', about: 'Ask the update feed now.' } },
  examples: ['version', 'version --check --json'],
  exits: {
    1: 'the update feed could not be reached, or its signature is not valid',
    3: 'a newer version is available',
  },
  async run({ dataDir, json, options, out }) {
    if (options.check !== true) {
      out(json ? JSON.stringify({ version: packageJson.version }) : `Trunkline ${packageJson.version}`);
      return EXIT.ok;
    }
    const desk = await attach(dataDir, false);
    try {
      const status = await desk.call('updates.check', {});
      const { newer, lastCheck } = status;
      if (json) out(JSON.stringify(status));
      else {
        out(`Trunkline ${status.version}`);
        if (lastCheck !== null) out(lastCheck.words);
        if (newer !== null) {
          out(`Get ${newer.version} at ${newer.url}`);
          if (newer.notes !== '') out(newer.notes);
        }
      }
      if (lastCheck?.result === 'failed') return EXIT.failed;
      return newer === null ? EXIT.ok : EXIT.attention;
    } finally {
      await desk.close();
    }
  },
};

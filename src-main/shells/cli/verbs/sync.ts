import { CommandError, type Connection, type SourceHealth } from '../../../../src-preload/contract/index.ts';
import { attach, type Desk } from '../attach.ts';
import { connectionNamed } from '../named.ts';
import { healthInWords } from '../source-words.ts';
import { EXIT, type Verb } from '../verb.ts';

/** Fetches leads now, from one source or all. */
export const sync: Verb = {
  group: 'Leads and offers',
  usage: 'sync [NAME] [--everything] [--wait]',
  what: 'Fetches leads now from one source or from all. --everything starts from the beginning; --wait waits for the end.',
  options: {
    everything: { type: 'boolean', about: 'Fetch everything from the beginning, not only what is new.' },
    wait: { type: 'boolean', about: 'Wait until the sync has ended.' },
  },
  examples: ['sync', 'sync Board --everything --wait'],
  exits: { 3: 'a source failed, is already fetching, or missed some leads' },
  async run(context) {
    const desk = await attach(context.dataDir, false);
    try {
      const sources = await chosen(desk, context.words[0]);
      // A running desk continues to fetch after this command. One that was opened for it ends with it.
      const wait = context.options.wait === true || !desk.elsewhere;
      const everything = context.options.everything === true;
      const ended = await Promise.all(
        sources.map(async ({ id, name }): Promise<{ name: string; health: SourceHealth | null; refused: string }> => {
          try {
            return { name, health: await desk.call('sources.sync', { id, everything, wait }), refused: '' };
          } catch (error) {
            if (!(error instanceof CommandError) || error.code !== 'conflict') throw error;
            return { name, health: null, refused: error.message };
          }
        }),
      );
      if (context.json) context.out(JSON.stringify(ended.map(({ health }) => health)));
      else {
        for (const { name, health, refused } of ended) {
          if (health) context.out(`${name}  ${healthInWords(health, Date.now())}`);
          else context.remark(refused);
        }
      }
      const well = ended.every(({ health }) => health !== null && health.error === null && health.gap === null);
      return well ? EXIT.ok : EXIT.attention;
    } finally {
      await desk.close();
    }
  },
};

/** @throws CommandError if there is no such source, or no source at all */
async function chosen(desk: Desk, name: string | undefined): Promise<Connection[]> {
  if (name !== undefined) {
    const found = await connectionNamed(desk, name);
    if (found.source === null)
      throw new CommandError('not-found', `${found.name} is a dialer: there are no leads to fetch.`);
    return [found];
  }
  const sources = (await desk.call('connections.list', {})).filter((one) => one.source !== null);
  if (sources.length === 0) throw new CommandError('not-found', 'There is no lead source yet. Connect one first.');
  return sources;
}

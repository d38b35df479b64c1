import { attach } from '../attach.ts';
import { EXIT, UsageError, type Verb } from '../verb.ts';

const count = (n: number) => n.toLocaleString('en-US');

/** The index of leads: filters, counts, order and search, which are all derived from the rows of leads. */
export const index: Verb = {
  group: 'The desk',
  usage: 'index verify | rebuild',
  what: 'Compares filters, counts and search with the leads, or rebuilds them. You can keep using the desk meanwhile.',
  options: {},
  examples: ['index verify', 'index rebuild'],
  exits: { 3: 'verify found a difference: run index rebuild' },
  async run(context) {
    const [what] = context.words;
    if (what !== 'verify' && what !== 'rebuild') throw new UsageError(`Usage: trunkline ${index.usage}`);
    const desk = await attach(context.dataDir, false);
    try {
      const found = await desk.call(`index.${what}`, {});
      const differs = found.chunks > 0 || found.texts > 0;
      if (context.json) context.out(JSON.stringify(found));
      else if (what === 'rebuild') context.out(`Filters and search rebuilt from ${count(found.leads)} leads.`);
      else if (!differs) context.out(`Filters and search match all ${count(found.leads)} leads.`);
      else {
        context.out(
          `Filters differ from the leads in ${count(found.chunks)} places, the search for ${count(found.texts)} of ${count(found.leads)} leads. ` +
            'Run index rebuild to fix this.',
        );
      }
      return what === 'verify' && differs ? EXIT.attention : EXIT.ok;
    } finally {
      await desk.close();
    }
  },
};

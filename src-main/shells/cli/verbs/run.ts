import { attach } from '../attach.ts';
import { orInterrupted } from '../interrupt.ts';
import { countsInWords, exitFor, untilIdle } from '../settle.ts';
import { allAwaited, Standstill, whyItStands } from '../standstill.ts';
import { EXIT, EXITS_BY_SIGNAL, number, type Verb } from '../verb.ts';

/** Runs the queue in the terminal: until nothing is left to do, or until it is interrupted. */
export const run: Verb = {
  group: 'The queue',
  usage: 'run [--until-idle] [--for SECONDS]',
  what: 'Processes the queue until interrupted, or with --until-idle until nothing is left to do.',
  options: {
    'until-idle': { type: 'boolean', about: 'Stop when nothing can continue automatically.' },
    for: { type: 'string', value: 'SECONDS', about: 'Stop after this many seconds at the latest.' },
  },
  examples: ['run --until-idle', 'run --for 60'],
  exits: EXITS_BY_SIGNAL,
  async run(context) {
    const desk = await attach(context.dataDir, true);
    const seconds = number(context, 'for');
    try {
      if (context.options['until-idle'] !== true && seconds === undefined) {
        context.remark(`The queue of ${context.dataDir} is running. Press Ctrl-C to stop.`);
        // Being interrupted is the normal end and not a failure.
        await orInterrupted(context, desk, () => new Promise(() => undefined));
        return EXIT.ok;
      }
      const standstill = new Standstill(desk);
      return await orInterrupted(context, desk, async () => {
        const { status, rested } = await untilIdle(desk, {
          forMs: seconds === undefined ? null : seconds * 1000,
          remark: context.remark,
          wants: async (now) => {
            if (now.idle) return true;
            if (now.imports.some(({ state }) => state === 'checking' || state === 'starting')) return false;
            for (const awaited of allAwaited(now)) if (!(await standstill.reached(awaited))) return false;
            return true;
          },
        });
        context.out(context.json ? JSON.stringify(status) : countsInWords(status.counts));
        if (status.ailment !== null) context.remark(status.ailment);
        if (rested) {
          for (const awaited of allAwaited(status))
            for (const sentence of whyItStands(awaited, null)) context.remark(sentence);
        }
        return rested ? exitFor(status.imports) : EXIT.attention;
      });
    } finally {
      await desk.close();
    }
  },
};

import { attach } from '../attach.ts';
import { countsInWords, exitFor, untilIdle } from '../settle.ts';
import { EXIT, number, type Verb } from '../verb.ts';

/** Runs the queue in the terminal: until nothing is left to do, or until it is interrupted. */
export const run: Verb = {
  group: 'The queue',
  usage: 'run [--until-idle] [--for SECONDS]',
  what: 'Works the queue: checks, starts and sends what waits, until interrupted or (--until-idle) at rest.',
  options: {
    'until-idle': { type: 'boolean', about: 'End when nothing can go on by itself.' },
    for: { type: 'string', value: 'SECONDS', about: 'End after so many seconds at the latest.' },
  },
  examples: ['run --until-idle', 'run --for 60'],
  async run(context) {
    const desk = await attach(context.dataDir, true);
    const seconds = number(context, 'for');
    const interrupted = new Promise<void>((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    try {
      if (context.options['until-idle'] !== true && seconds === undefined) {
        context.remark(`The queue of ${context.dataDir} runs. Ctrl-C ends it.`);
        await interrupted;
        return EXIT.ok;
      }
      const rest = untilIdle(desk, { forMs: seconds === undefined ? null : seconds * 1000, tell: context.remark });
      const done = await Promise.race([rest, interrupted.then(() => null)]);
      const status = done?.status ?? (await desk.call('desk.status', {}));
      context.out(context.json ? JSON.stringify(status) : countsInWords(status.counts));
      if (status.ailment !== null) context.remark(status.ailment);
      return done?.rested === false ? EXIT.attention : exitFor(status.imports);
    } finally {
      await desk.close();
    }
  },
};

import { attach } from '../attach.ts';
import { lastCheckInWords } from '../check-words.ts';
import { readBackInWords, readBackOf } from '../read-back-words.ts';
import { countsInWords } from '../settle.ts';
import { healthInWords } from '../source-words.ts';
import { EXIT, type Verb } from '../verb.ts';

/** The state of the desk: every connection and import with its counts by state, every source with its health. */
export const status: Verb = {
  group: 'The queue',
  usage: 'status',
  what: 'Shows every connection and import with counts by state, the health of each lead source, and the last full data check.',
  options: {},
  exits: { 3: 'a connection is stopped, or the disk doesn’t accept writes' },
  async run(context) {
    const desk = await attach(context.dataDir, false);
    try {
      const now = await desk.call('desk.status', {});
      const sources = await desk.call('sources.health', {});
      const readBack = await readBackOf(desk, now.imports);
      const { check } = await desk.call('desk.data', {});
      if (context.json) context.out(JSON.stringify({ ...now, sources, readBack, check }));
      else {
        for (const one of now.connections) {
          const health = sources.find(({ connectionId }) => connectionId === one.id);
          if (health) {
            context.out(`${one.name}  ${healthInWords(health, Date.now())}`);
            continue;
          }
          const why = one.runReason === null ? '' : ` (${one.runReason})`;
          context.out(`${one.name}  ${one.runState}${why}  ${countsInWords(one.counts)}`);
        }
        for (const one of now.imports) {
          const { total, send } = one.rows;
          const rows = `${total.toLocaleString('en-US')} rows, ${(total - send).toLocaleString('en-US')} left out`;
          context.out(`import ${one.id}  ${one.fileName}  ${one.state}  ${rows}  ${countsInWords(one.jobs)}`);
          const held = readBack.find(({ importId }) => importId === one.id);
          if (held !== undefined && held.differing > 0)
            for (const line of readBackInWords(one.id, held)) context.out(line);
        }
        context.out(lastCheckInWords(check));
        if (now.ailment !== null) context.out(now.ailment);
        if (now.connections.length + now.imports.length === 0)
          context.out('Nothing here yet. Connect a dialer or a lead source first.');
      }
      const needsAttention = now.ailment !== null || now.connections.some(({ runState }) => runState === 'stopped');
      return needsAttention ? EXIT.attention : EXIT.ok;
    } finally {
      await desk.close();
    }
  },
};

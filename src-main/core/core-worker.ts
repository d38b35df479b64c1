import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { CommandError } from '../../src-preload/contract/index.ts';
import { asDamage } from '../db/damage/errors.ts';
import { diskWords, isDiskTrouble } from '../db/disk-trouble.ts';
import { MigrationError } from '../db/migrate.ts';
import { DataFolderBusy } from '../db/own.ts';
import { systemClock } from '../platform/clock.ts';
import { LOGS, log, logError, openLog } from '../platform/log/log.ts';
import { watchLoop } from '../platform/log/watch-loop.ts';
import { crashPointFrom } from './crash-point.ts';
import { type DeskCore, startDeskCore } from './desk-core.ts';
import type { Secrets } from './ports.ts';
import type { FromCore, ToCore } from './protocol.ts';

/** The core's thread. All data, vendors and the queue are handled here; the shell only passes messages. */
const port = parentPort;
if (!port) throw new Error('The core runs only as a worker thread');
const say = (message: FromCore) => port.postMessage(message);

const asked = new Map<number, { resolve: (value: string | null) => void; reject: (error: Error) => void }>();
let nextAsk = 1;

function askForSecret(method: 'get' | 'set' | 'delete', ref: string, value?: string): Promise<string | null> {
  const id = nextAsk++;
  return new Promise((resolve, reject) => {
    asked.set(id, { resolve, reject });
    say({ is: 'ask-secret', id, act: method, ref, ...(value === undefined ? {} : { value }) });
  });
}

const secrets: Secrets = {
  get: (ref) => askForSecret('get', ref),
  set: async (ref, value) => {
    await askForSecret('set', ref, value);
  },
  delete: async (ref) => {
    await askForSecret('delete', ref);
  },
};

let core: DeskCore | null = null;

// If damaged data is found outside of a command, the desk continues as a damaged one that reports it. Any other error ends the thread.
process.on('uncaughtException', (error) => {
  const damage = asDamage(error);
  logError('an error that nobody caught', error, { damage: damage !== null }, damage === null ? 'fatal' : 'error');
  if (damage === null || core === null) throw error;
  void core.reportDamage(damage);
});

port.on('message', (message: ToCore) => {
  switch (message.is) {
    case 'call': {
      const { id, command, input } = message;
      if (!core) {
        say({
          is: 'reply',
          id,
          reply: { ok: false, error: { code: 'unavailable', message: 'Trunkline is still starting.' } },
        });
        break;
      }
      void core.call(command, input).then((reply) => say({ is: 'reply', id, reply }));
      break;
    }
    case 'secret': {
      const waiting = asked.get(message.id);
      asked.delete(message.id);
      if (message.error !== null) {
        const error = Object.assign(new Error(message.error.message), { code: message.error.code ?? undefined });
        waiting?.reject(isDiskTrouble(error) ? error : new CommandError('failed', message.error.message));
      } else waiting?.resolve(message.value);
      break;
    }
    case 'close':
      void Promise.resolve(core?.close(message.graceMs ?? undefined)).then(() =>
        say({ is: 'closed', left: core?.unanswered ?? 0 }),
      );
      break;
  }
});

const { dataDir, sends } = workerData as { dataDir: string; sends: boolean };
openLog(join(dataDir, LOGS), 'core');
watchLoop();
const began = performance.now();
const reached = crashPointFrom(process.env);
startDeskCore({
  dataDir,
  sends,
  secrets,
  clock: systemClock,
  random: Math.random,
  upkeep: sends,
  ...(reached ? { reached } : {}),
}).then(
  (started) => {
    core = started;
    log('info', 'the desk is open', { ms: Math.round(performance.now() - began), sends });
    started.subscribe((event) => say({ is: 'event', event }));
    say({ is: 'ready' });
  },
  (error: unknown) => {
    if (error instanceof DataFolderBusy) say({ is: 'refused', error: { code: 'busy', message: error.message } });
    else if (error instanceof MigrationError) say({ is: 'refused', error: { code: 'failed', message: error.message } });
    else if (error instanceof CommandError) say({ is: 'refused', error: error.toJSON() });
    else if (isDiskTrouble(error)) {
      say({
        is: 'refused',
        error: { code: 'failed', message: `Trunkline can't start on ${dataDir}. ${diskWords(error)}` },
      });
    } else {
      const id = logError('the desk could not be opened', error);
      const message = `${error instanceof Error ? error.message : String(error)} (error ${id}, in the log)`;
      say({ is: 'refused', error: { code: 'failed', message: `Trunkline can't start on ${dataDir}: ${message}` } });
    }
  },
);

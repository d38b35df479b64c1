import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
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

/** What the core's thread is started with. */
export interface CoreOfThread {
  readonly dataDir: string;
  readonly sends: boolean;
}

/** Runs the core in this thread. All data, vendors and the queue are handled here; the shell, at the other end of `port`, only passes messages. */
export function runCore(port: MessagePort, { dataDir, sends }: CoreOfThread): void {
  openLog(join(dataDir, LOGS), 'core');
  const stopWatching = watchLoop();

  const say = (message: FromCore) => port.postMessage(message);

  const { secrets, answer } = secretsOfShell(say);
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
      case 'secret':
        answer(message);
        break;
      case 'close':
        void Promise.resolve(core?.close(message.graceMs ?? undefined)).then(() => {
          stopWatching();
          say({ is: 'closed', left: core?.unanswered ?? 0 });
        });
        break;
    }
  });

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
    (error: unknown) => say({ is: 'refused', error: refusalOf(error, dataDir) }),
  );
}

/** The secrets, which only the shell can read and write. @returns them, and what takes the shell's answers */
function secretsOfShell(say: (message: FromCore) => void): {
  readonly secrets: Secrets;
  readonly answer: (message: Extract<ToCore, { is: 'secret' }>) => void;
} {
  const asked = new Map<number, { resolve: (value: string | null) => void; reject: (error: Error) => void }>();
  let nextAsk = 1;
  function ask(method: 'get' | 'set' | 'delete', ref: string, value?: string): Promise<string | null> {
    const id = nextAsk++;
    return new Promise((resolve, reject) => {
      asked.set(id, { resolve, reject });
      say({ is: 'ask-secret', id, act: method, ref, ...(value === undefined ? {} : { value }) });
    });
  }
  return {
    secrets: {
      get: (ref) => ask('get', ref),
      set: async (ref, value) => {
        await ask('set', ref, value);
      },
      delete: async (ref) => {
        await ask('delete', ref);
      },
    },
    answer(message) {
      const waiting = asked.get(message.id);
      asked.delete(message.id);
      if (message.error === null) waiting?.resolve(message.value);
      else {
        const error = Object.assign(new Error(message.error.message), { code: message.error.code ?? undefined });
        waiting?.reject(isDiskTrouble(error) ? error : new CommandError('failed', message.error.message));
      }
    },
  };
}

/** What a person is told about a desk that can't be opened. An error that nobody expected is logged. */
function refusalOf(error: unknown, dataDir: string): Extract<FromCore, { is: 'refused' }>['error'] {
  if (error instanceof DataFolderBusy) return { code: 'busy', message: error.message };
  if (error instanceof MigrationError) return { code: 'failed', message: error.message };
  if (error instanceof CommandError) return error.toJSON();
  if (isDiskTrouble(error)) {
    return { code: 'failed', message: `Trunkline can't start on ${dataDir}. ${diskWords(error)}` };
  }
  const id = logError('the desk could not be opened', error);
  const message = `${error instanceof Error ? error.message : String(error)} (error ${id}, in the log)`;
  return { code: 'failed', message: `Trunkline can't start on ${dataDir}: ${message}` };
}

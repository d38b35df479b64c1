import { Handlers } from '../commands/handlers.ts';
import type { ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import { type FileChecker, ImportChecks } from './check-import.ts';
import { DialExecutor } from './dial-executor.ts';
import { registerDialing } from './handlers.ts';
import { showImports } from './imports.ts';
import { Progress } from './progress.ts';
import { startReadBack } from './read-back/handlers.ts';
import { ProgressSampler } from './sample-progress.ts';
import { ImportStarts } from './start-import.ts';

export interface DialingModule extends Module {
  /** Whether no check and no start is running. */
  readonly idle: () => boolean;
  /** Every import with its progress. */
  readonly imports: () => ReturnType<typeof showImports>;
  readonly rate: () => ReturnType<Progress['total']>;
  /** Checks a dial list, and starts it if the check finds no problems. */
  readonly checkAndStart: (importId: number) => void;
}

interface Needs {
  /** Reads and checks files. */
  readonly checker: FileChecker;
  readonly queue: {
    executor(kind: 'crocodial', executor: DialExecutor): void;
    isIdle(): boolean;
    withdraw(connectionId: number): void;
  };
  readonly connections: { readonly answersLeadInfo: (connectionId: number) => Promise<boolean> };
}

/** Dial lists, from a file to the dialer, and the do-not-call list. */
export function createDialing(context: ModuleContext, { checker, queue, connections }: Needs): DialingModule {
  const { store, clock, now, events, health, sends, secretOf, exportsDir, uploadsDir } = context;
  const handlers = new Handlers();
  const importsChanged = () => events.publish('changed', 'imports');
  const after = (ms: number, fn: () => void) => clock.after(ms, fn);
  const dial = new DialExecutor(store, secretOf);
  queue.executor('crocodial', dial);
  const readBack = startReadBack(handlers, {
    ...{ store, clock, secretOf, dial, answers: connections.answersLeadInfo },
    publish: (topic) => events.publish('changed', topic),
  });
  const progress = new Progress();
  const sampler = new ProgressSampler({ store, progress, after, idle: () => queue.isIdle(), changed: importsChanged });
  const disk = {
    after,
    ailing: (error: Error | null) => {
      if (error === null) health.worked('imports');
      else health.failed('imports', error, true);
    },
  };
  const starts = new ImportStarts({
    ...{ store, now, disk },
    wake: () => {
      events.publish('jobs-ready');
      sampler.soon();
    },
    changed: () => {
      importsChanged();
      events.publish('changed', 'jobs');
    },
  });
  const startNow = (id: number) => starts.begin(id);
  const checks = new ImportChecks({ store, checker, now, disk, changed: importsChanged, startNow });
  registerDialing(handlers, {
    ...{ store, now, checks, starts, progress, exportsDir, uploadsDir },
    withdraw: (connectionId) => queue.withdraw(connectionId),
    changed: (topic) => events.publish('changed', topic),
  });
  events.on('queue-moved', () => {
    if (sends) readBack.wake();
    sampler.soon();
  });
  return {
    handlers,
    idle: () => !checks.busy && !starts.busy,
    imports: () => showImports(store, { progress, bytesRead: (id) => checks.bytesRead(id) }),
    rate: () => progress.total(),
    checkAndStart: (id) => void checks.begin(id, true),
    start() {
      if (!sends) return;
      starts.resumeAll();
      checks.resumeAll();
      sampler.soon();
    },
    stop() {
      checks.close();
      starts.close();
      readBack.close();
      sampler.close();
    },
  };
}

import { join } from 'node:path';
import { CommandError } from '../../src-preload/contract/index.ts';
import type { Handlers } from '../commands/handlers.ts';
import type { Store } from '../db/store.ts';
import { safeFileName } from '../files/safe-name.ts';
import { cancelUnsent } from '../queue/change-jobs.ts';
import { setGroupPaused } from '../queue/rows/groups.ts';
import type { ImportChecks } from './check-import.ts';
import { addDoNotCall, listDoNotCall, removeDoNotCall } from './do-not-call.ts';
import { decideRow, editRow, fixReason, listRows } from './edit-rows.ts';
import { importDoNotCall } from './import-do-not-call.ts';
import { getImport } from './import-table.ts';
import {
  configure,
  detailImport,
  type ImportLife,
  openFile,
  reformat,
  removeImport,
  showImport,
  showImports,
  summarise,
} from './imports.ts';
import { writeFileWhole } from './line-sink.ts';
import type { Progress } from './progress.ts';
import { listReasons } from './reasons.ts';
import { writeRejects } from './rejects.ts';
import type { ImportStarts } from './start-import.ts';
import { applyTemplate, listTemplates, removeTemplate, saveTemplate } from './templates.ts';
import { forgetUpload } from './uploads.ts';

export interface DialingPorts {
  readonly store: Store;
  readonly now: () => number;
  readonly checks: ImportChecks;
  readonly starts: ImportStarts;
  readonly progress: Progress;
  /** The default folder for files that the desk writes. */
  readonly exportsDir: string;
  /** The folder for files uploaded from a page. Each is deleted when its import no longer needs it. */
  readonly uploadsDir: string;
  /** Called when an import was paused or resumed: requests that have not started are withdrawn, and the runner checks for work again. */
  readonly withdraw: (connectionId: number) => void;
  readonly changed: (topic: 'imports' | 'jobs' | 'dnc') => void;
}

/** Registers the commands of dial lists and the do-not-call list. */
export function registerDialing(handlers: Handlers, ports: DialingPorts): void {
  const life = { progress: ports.progress, bytesRead: (id: number) => ports.checks.bytesRead(id) };
  registerImports(handlers, ports, life);
  registerRows(handlers, ports);
  registerStarts(handlers, ports, life);
  registerTemplates(handlers, ports, life);
  registerDoNotCall(handlers, ports);
}

/** Opening, setting up and removing a list. */
function registerImports(handlers: Handlers, ports: DialingPorts, life: ImportLife): void {
  const { store, now, checks } = ports;
  handlers.on('imports.list', () => showImports(store, life));
  handlers.on('imports.get', ({ id }) => detailImport(store, id, life));
  handlers.on('imports.open', async ({ path, name }) => {
    const id = await openFile(store, path, name, now());
    ports.changed('imports');
    return detailImport(store, id, life);
  });
  handlers.on('imports.reformat', async ({ id, format }) => {
    await reformat(store, id, format);
    ports.changed('imports');
    return detailImport(store, id, life);
  });
  handlers.on('imports.configure', (input) => {
    configure(store, input, now());
    ports.changed('imports');
    return detailImport(store, input.id, life);
  });
  handlers.on('imports.check', ({ id, thenStart }) => {
    checks.begin(id, thenStart);
    ports.changed('imports');
    return showImport(store, id, life);
  });
  handlers.on('imports.remove', async ({ id }) => {
    await checks.stop(id);
    const { filePath } = getImport(store, id);
    await removeImport(store, id);
    forgetUpload(store, ports.uploadsDir, filePath);
    ports.changed('imports');
    return {};
  });
  handlers.on('imports.rejects', async ({ id, path }) => {
    const { fileName } = getImport(store, id);
    const name = safeFileName(fileName.replace(/\.[^.]*$/, ''), 'list');
    const target = path ?? join(ports.exportsDir, `rejects ${id} ${name}.csv`);
    return await writeFileWhole(target, (sink) => writeRejects(store, id, sink));
  });
}

/** The checked rows of a list, before it is started. */
function registerRows(handlers: Handlers, { store, changed }: DialingPorts): void {
  handlers.on('imports.reasons', ({ id }) => listReasons(store, id));
  handlers.on('imports.rows', ({ id, ...by }) => listRows(store, id, by));
  handlers.on('imports.editRow', async ({ id, row, edits }) => {
    const shown = await editRow(store, id, row, edits);
    changed('imports');
    return shown;
  });
  handlers.on('imports.decideRow', async ({ id, row, decision }) => {
    const shown = await decideRow(store, id, row, decision);
    changed('imports');
    return shown;
  });
  handlers.on('imports.fixReason', async ({ id, reasonId, fix }) => {
    const rows = await fixReason(store, id, reasonId, fix);
    changed('imports');
    return { changed: rows };
  });
}

/** Starting, pausing and canceling a list. */
function registerStarts(handlers: Handlers, ports: DialingPorts, life: ImportLife): void {
  const { store, now, checks, starts, progress } = ports;
  const paceOf = (importId: number) => {
    const { groupId } = getImport(store, importId);
    return groupId === null ? progress.total() || null : progress.of(groupId).rate;
  };
  const groupOf = (id: number): number => {
    const { groupId, fileName } = getImport(store, id);
    if (groupId === null) throw new CommandError('conflict', `${fileName} has not been started.`);
    return groupId;
  };
  handlers.on('imports.summary', ({ id }) => summarise(store, id, paceOf(id)));
  handlers.on('imports.start', ({ id }) => {
    starts.begin(id);
    ports.changed('imports');
    return showImport(store, id, life);
  });
  const pause = (id: number, paused: boolean) => {
    setGroupPaused(store, groupOf(id), paused);
    const { connectionId } = getImport(store, id);
    if (connectionId !== null) ports.withdraw(connectionId);
    ports.changed('imports');
    return showImport(store, id, life);
  };
  handlers.on('imports.pause', ({ id }) => pause(id, true));
  handlers.on('imports.resume', ({ id }) => pause(id, false));
  handlers.on('imports.cancel', async ({ id }) => {
    if (getImport(store, id).state === 'checking') {
      await checks.stop(id);
      ports.changed('imports');
      return { cancelled: 0 };
    }
    await starts.settled(id);
    const cancelled = await cancelUnsent(store, groupOf(id), now);
    ports.changed('imports');
    ports.changed('jobs');
    return { cancelled };
  });
}

/** Templates of lists. */
function registerTemplates(handlers: Handlers, { store, now, changed }: DialingPorts, life: ImportLife): void {
  handlers.on('templates.list', () => listTemplates(store));
  handlers.on('templates.save', (input) => {
    const saved = saveTemplate(store, input, now());
    changed('imports');
    return saved;
  });
  handlers.on('templates.remove', ({ id }) => {
    removeTemplate(store, id);
    changed('imports');
    return {};
  });
  handlers.on('templates.use', (input) => {
    const missing = applyTemplate(store, input, now());
    changed('imports');
    return { detail: detailImport(store, input.importId, life), missing };
  });
}

/** The do-not-call list. */
function registerDoNotCall(handlers: Handlers, { store, now, changed, uploadsDir }: DialingPorts): void {
  handlers.on('dnc.list', (input) => listDoNotCall(store, input));
  handlers.on('dnc.add', ({ phones, source }) => {
    const added = addDoNotCall(store, phones, source, now());
    changed('dnc');
    return added;
  });
  handlers.on('dnc.remove', ({ phones }) => {
    const removed = removeDoNotCall(store, phones);
    changed('dnc');
    return { removed };
  });
  handlers.on('dnc.import', async ({ path, name }) => {
    const result = await importDoNotCall(store, path, name ?? path, now());
    forgetUpload(store, uploadsDir, path);
    changed('dnc');
    return result;
  });
}

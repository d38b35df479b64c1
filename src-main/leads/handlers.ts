import type { DeskEvent } from '../../src-preload/contract/index.ts';
import type { Handlers } from '../commands/handlers.ts';
import { me } from '../db/me.ts';
import { forgetUpload } from '../dialing/uploads.ts';
import { addLead } from './add.ts';
import { leadDetail, leadsAlike } from './detail.ts';
import { exportLeads, type OutPorts } from './export.ts';
import { importLeadFile, inspectLeadFile } from './file.ts';
import { forget, forgetPreview } from './forget.ts';
import type { LeadHooks } from './hooks.ts';
import { joinLeads, splitRecord } from './join.ts';
import type { LeadPorts } from './ports.ts';
import { listLeadRejects } from './rejects.ts';
import { toDialList } from './to-dial-list.ts';

export interface LeadModulePorts extends OutPorts, LeadPorts {
  readonly index: OutPorts['index'];
  readonly hooks: LeadHooks;
  /** The folder of uploaded files and of dial lists that are made here. */
  readonly uploadsDir: string;
  readonly changed: (topic: DeskEvent['topic']) => void;
}

/** Registers the commands of leads as persons: details, adding by hand and by file, merging, splitting, erasing, and exporting. */
export function registerLeads(handlers: Handlers, ports: LeadModulePorts): void {
  const { store, hooks, changed } = ports;
  const nameOf = (id: number) => leadDetail(ports, id).fields;
  const called = (id: number) => {
    const { firstName, lastName } = nameOf(id);
    return `${firstName} ${lastName}`.trim() || `lead ${id}`;
  };

  handlers.on('leads.get', ({ id }) => leadDetail(ports, id));
  handlers.on('leads.alike', ({ id }) => leadsAlike(store, id));
  handlers.on('leads.rejects', (input) => listLeadRejects(store, input));
  handlers.on('leads.add', ({ fields }) => {
    const added = addLead(ports, fields);
    changed('leads');
    return added;
  });
  handlers.on('leads.join', ({ id, others }) => {
    const actId = store.write(() => {
      const names = others.map(called).join(', ');
      const reason = { who: me(store), why: '' };
      const mergeIds = others.map((other) => joinLeads(ports, id, other, reason));
      const what = `Merged ${names} into ${called(id)}`;
      return hooks.storeAction(store, { kind: 'joined', mergeIds, leads: [id], what });
    });
    changed('leads');
    return { actId };
  });
  handlers.on('leads.split', ({ id, recordId }) => {
    const result = store.write(() => {
      const split = splitRecord(ports, id, recordId, me(store));
      const what = `Split ${called(split.id)} off from ${called(id)}`;
      const actId = hooks.storeAction(store, { kind: 'split', mergeIds: [split.mergeId], leads: [id, split.id], what });
      return { id: split.id, actId };
    });
    changed('leads');
    return result;
  });
  handlers.on('leads.forgetPreview', ({ id }) => forgetPreview(ports, id));
  handlers.on('leads.forget', async ({ id }) => {
    const erased = await forget(ports, id);
    for (const topic of ['leads', 'imports', 'jobs', 'callbacks'] as const) changed(topic);
    return { erased };
  });
  handlers.on('leads.export', async (input) => {
    const { path, rows, leads } = await exportLeads(ports, input);
    store.write(() => hooks.wentOut(store, { kind: 'exported', leads, what: `Exported to ${path}` }));
    return { path, rows };
  });
  handlers.on('leads.toDialList', async (input) => {
    const { importId, rows, leads, name } = await toDialList(ports, input);
    store.write(() => hooks.wentOut(store, { kind: 'dial-list', leads, what: `Added to the dial list “${name}”` }));
    changed('imports');
    return { importId, rows };
  });
  handlers.on('leads.inspectFile', ({ path, format, name }) => inspectLeadFile(path, format, name));
  handlers.on('leads.importFile', async ({ path, columns, name, format }) => {
    const counts = await importLeadFile(ports, path, columns, name, format);
    forgetUpload(store, ports.uploadsDir, path);
    changed('leads');
    return counts;
  });
}

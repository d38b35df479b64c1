import { ask, benchCore } from './import.ts';

/** What `inbox.ts` starts as a process of its own: the core, the list's first page, and one line when it is there. */
const [, , dataDir = ''] = process.argv;
const host = await benchCore(dataDir);
const { upTo } = await ask(host, 'leads.open', { filter: {} });
const { ids } = await ask(host, 'leads.rows', { filter: {}, upTo, limit: 100 });
process.stdout.write(`rows ${ids.length}\n`);
await host.close();

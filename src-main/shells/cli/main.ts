import { enableCompileCache, getCompileCacheDir } from 'node:module';

// A script calls this many times: what was compiled once is kept, here and in the core's threads, so that a verb starts in a
// fraction of the time.
enableCompileCache();
const kept = getCompileCacheDir();
if (kept !== undefined) process.env.NODE_COMPILE_CACHE ??= kept;
const { runTerminal } = await import('./terminal.ts');
await runTerminal(process.argv.slice(2));

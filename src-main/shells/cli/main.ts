import { enableCompileCache, getCompileCacheDir } from 'node:module';

// Scripts call this many times, so compiled code is cached, here and in the core's threads, and a verb starts in a fraction of the time.
enableCompileCache();
const kept = getCompileCacheDir();
if (kept !== undefined) process.env.NODE_COMPILE_CACHE ??= kept;
const { runTerminal } = await import('./terminal.ts');
await runTerminal(process.argv.slice(2));

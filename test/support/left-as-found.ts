import { afterAll, vi } from 'vitest';

const [cwd, umask, env] = [process.cwd(), process.umask(), { ...process.env }];

/**
 * Many test files run in one process, one after the other. Each finds it as this one did, whatever it changed: a shell of the product, for
 * example, makes all later files of its process private.
 */
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  process.chdir(cwd);
  process.umask(umask);
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { builtFile } from '../support/built-parts.ts';

it.each(['dialer', 'board', 'desk', 'leadexec'])(
  'practice --vendor %s says where it listens while it runs',
  async (vendor) => {
    const child = spawn(process.execPath, [builtFile('terminal'), 'practice', '--vendor', vendor, '--json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const { url } = JSON.parse(line) as { url: string };
    expect((await fetch(url)).status).toBeGreaterThanOrEqual(200);
    child.kill('SIGINT');
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
  },
);

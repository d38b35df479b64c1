import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { outliveClosedOutput } from '../../../../src-main/shells/shared/closed-output.ts';

const MODULE = pathToFileURL('src-main/shells/shared/closed-output.ts').href;

/** A program that writes to its stdout and stderr after this side has closed them, then says by its exit code that it went on. */
async function runsOn(first: string): Promise<number | null> {
  const program = `${first}
    process.stdin.on('data', () => {
      for (let i = 0; i < 3; i++) { process.stdout.write('x'.repeat(100_000)); process.stderr.write('x'); }
      setTimeout(() => process.exit(42), 50);
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'pipe' });
  child.stdout.destroy();
  child.stderr.destroy();
  child.stdin.write('go');
  const [code] = await once(child, 'exit');
  return code as number | null;
}

describe('a closed stdout', () => {
  it('does not end the desk', async () => {
    const cure = `import { outliveClosedOutput } from ${JSON.stringify(MODULE)}; outliveClosedOutput();`;
    expect(await runsOn(cure)).toBe(42);
    // Without it, it does.
    expect(await runsOn('')).not.toBe(42);
  });

  it('is all that is let pass', () => {
    const stream = new PassThrough();
    outliveClosedOutput([stream]);
    for (const code of ['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED']) {
      expect(() => stream.emit('error', Object.assign(new Error(code), { code }))).not.toThrow();
    }
    expect(() => stream.emit('error', Object.assign(new Error('other'), { code: 'EINVAL' }))).toThrow('other');
  });
});

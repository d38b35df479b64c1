import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { runCli } from '../support/fault-cli.ts';
import { testFolder } from '../support/fault-list.ts';
import { startFeed } from '../support/update-feed.ts';

test('what build/sign-update.ts signs is told by version --check; what anyone else signs is not', async () => {
  const folder = testFolder();
  const [key, out] = [join(folder, 'key.pem'), join(folder, 'feed.json')];
  const sign = (...args: string[]) =>
    execFileSync(process.execPath, ['build/sign-update.ts', ...args], { encoding: 'utf8', stdio: 'pipe' });
  const publicKey = sign('--make-key', key).trim().split('\n').at(-1) ?? '';
  expect(statSync(key).mode & 0o777).toBe(0o600);
  expect(() => sign('--make-key', key), 'a key is never written over').toThrow('EEXIST');
  const release = ['--key', key, '--version', '9.1.0', '--notes', 'Faster lists.', '--out', out];
  expect(() => sign(...release, '--url', 'http://downloads.example/')).toThrow('url is missing or not valid');
  sign(...release, '--url', 'https://downloads.example/');

  const feed = await startFeed();
  onTestFinished(() => feed.close());
  const desk = testFolder();
  expect((await runCli(desk, ['version'])).out).toBe(`Trunkline ${packageJson.version}\n`);
  await runCli(desk, ['version', '--check'], [1]);
  await runCli(desk, ['updates.set', JSON.stringify({ url: feed.url, publicKey })]);
  const forged = await runCli(desk, ['version', '--check'], [1]);
  expect(forged.out).toContain('The signature does not match the public key.');
  expect(forged.out).not.toContain('9.1.0');

  const signed = readFileSync(out);
  feed.answer = (_, response) => response.end(signed);
  const told = await runCli(desk, ['version', '--check'], [3]);
  expect(told.out).toContain('Get 9.1.0 at https://downloads.example/\nFaster lists.');
  const json: unknown = JSON.parse((await runCli(desk, ['version', '--check', '--json'], [3])).out);
  expect(json).toMatchObject({ version: packageJson.version, newer: { version: '9.1.0' } });
});

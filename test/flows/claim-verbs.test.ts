import { expect, onTestFinished, test } from 'vitest';
import { COLLEAGUE, claimVendor } from '../support/claim-vendor.ts';
import { deskInReach } from '../support/desk-in-reach.ts';
import { cli, runCli } from '../support/fault-cli.ts';
import { PASSWORD } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';
import { until } from '../support/fault-until.ts';

test('the terminal lists offers, claims them, and says by its exit code whether they are yours', async () => {
  const vendor = await claimVendor({ leads: 4 });
  vendor.tokens.add(PASSWORD);
  Object.assign(vendor.leads.get(4) ?? {}, { notifyAt: [Date.now() + 3_600_000] });
  const dataDir = testFolder();
  const desk = await deskInReach(dataDir);
  onTestFinished(() => desk.close());
  await runCli(dataDir, ['connect', 'liondesk', '--name', 'Lion', '--url', vendor.url, '--every', '1440']);
  await runCli(dataDir, ['sync', 'Lion']);

  // The desk goes on with the sync after its verb.
  const cards = await until(async () => {
    const board = JSON.parse((await runCli(dataDir, ['offers', '--json'])).out) as {
      counts: Record<string, number>;
      cards: { id: number; name: string; externalId: string }[];
    };
    const { open, coming, mine } = board.counts;
    return open === 3 && coming === 1 && mine === 0 && board.cards;
  }, 'the leads are here');
  const listed = await runCli(dataDir, ['offers']);
  expect(listed.out).toContain('Lion/1\tMary1 Jackson, open, offered to Dorothy Vaughan (East), rank 1');
  expect(listed.remarks).toContain('3 open, 1 coming');
  expect((await runCli(dataDir, ['offers', '--column', 'coming'])).out).toMatch(/Lion\/4\t.* in \d+ min/);
  const nobody = await runCli(dataDir, ['offers', '--as', 'Zoe'], [2]);
  expect(nobody.remarks).toContain('Use me, everyone, or Dorothy Vaughan');

  const first = cards.find(({ externalId }) => externalId === '1')?.id ?? 0;
  const won = await runCli(dataDir, ['claim', String(first), '--agent', 'Ann']);
  expect(won.out).toContain('Ann has it here. Claims are not reported to Lion');
  const late = await runCli(dataDir, ['claim', 'Lion/1', '--agent', 'Bob', '--json'], [3]);
  expect(JSON.parse(late.out)).toMatchObject({ won: false, by: 'Ann', outcome: 'claimed-here' });
  const early = await runCli(dataDir, ['claim', 'Lion/4'], [1]);
  expect(early.remarks).toContain('This lead is not offered yet');
  expect((await runCli(dataDir, ['claim', 'Lion/99'], [1])).remarks).toContain('Lion offers no lead 99 here.');
  await runCli(dataDir, ['claim', 'first'], [2]);

  await desk.close();

  // With write-back the claim waits for a desk that sends, and says so.
  await runCli(dataDir, ['connect', 'liondesk', '--name', 'Lion', '--write-back', 'on', '--claimed-via', 'Text']);
  await runCli(dataDir, ['connect', 'liondesk', '--name', 'Lion', '--write-back', 'maybe'], [2]);
  const waits = await runCli(dataDir, ['claim', 'Lion/2'], [3]);
  expect(waits.out).toContain('this terminal sends nothing');
  Object.assign(vendor.leads.get(3) ?? {}, { claimedBy: COLLEAGUE.id, claimedAt: Date.now() });
  await runCli(dataDir, ['run', '--until-idle'], [0, 3]);
  expect(vendor.patches(2)).toBe(1);
  expect(vendor.leads.get(2)).toMatchObject({ via: 'Text' });

  // A desk that runs is told by its own terminal.
  const running = cli(dataDir, ['run']);
  await until(
    async () => (await cli(dataDir, ['status', '--json']).ended).out.includes('"sends":true'),
    'the desk runs',
  );
  await runCli(dataDir, ['claim', 'Lion/3', '--agent', 'Ann'], [0]);
  await until(async () => {
    const shown = await runCli(dataDir, ['offers', '--as', 'everyone', '--column', 'others', '--json']);
    return shown.out.includes('"state":"lost"');
  }, 'it is lost');
  expect((await runCli(dataDir, ['claim', 'Lion/3', '--agent', 'Ann'], [3])).out).toContain(
    'has it, as confirmed by the vendor',
  );
  const submitted = await runCli(dataDir, ['submit-offer', 'Lion', '1']);
  expect(submitted.remarks).toContain('yes  Its distribution target is “Team Rollout”');
  await until(() => vendor.posts(1) === 1, 'it is submitted');
  running.child.kill('SIGTERM');
  await running.ended;
  expect((await runCli(dataDir, ['help'])).out).toContain('claim OFFERED-LEAD|CONNECTION/LEAD-ID [--agent NAME]');
}, 300_000);

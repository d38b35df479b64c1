import { spawn } from 'node:child_process';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openFileVault } from '../../src-main/shells/shared/file-vault.ts';
import { builtFile } from '../support/built-parts.ts';
import { claimDesk, jobsOf, over } from '../support/claim-desk.ts';
import { claimVendor } from '../support/claim-vendor.ts';
import { startDesk } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';
import { startWithoutThreads } from '../support/without-threads.ts';

const CHILD = builtFile('claim-child');

/** Runs a desk of its own on the data that claims the lead, and is killed at the point. @returns the signal that ended it */
function claimAndDie(dataDir: string, id: number, crashAt: string): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, [CHILD, dataDir, String(id)], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, TRUNKLINE_CRASH_AT: crashAt, NODE_NO_WARNINGS: '1' },
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return new Promise((resolve) => child.once('close', (_, signal) => resolve(signal)));
}

/** What the disk says right after, and what the vendor may have been told. */
const POINTS = [
  { point: 'before-claim-commit', state: 'open', job: undefined, patches: [0] },
  { point: 'after-claim-commit', state: 'claimed-here', job: 'ready', patches: [0] },
  // The look at who has the lead: it changes nothing, and is asked again.
  { point: 'before-mark-commit', state: 'claimed-here', job: 'ready', patches: [0] },
  { point: 'after-mark-commit', state: 'claimed-here', job: 'ready', patches: [0] },
  { point: 'after-hand-over', state: 'claimed-here', job: 'ready', patches: [0] },
  { point: 'before-settle-commit', state: 'claimed-here', job: 'ready', patches: [0] },
  // The write behind it.
  { point: 'before-mark-commit:2', state: 'claimed-here', job: 'ready', patches: [0] },
  { point: 'after-mark-commit:2', state: 'claimed-here', job: 'sending', patches: [0] },
  { point: 'after-hand-over:2', state: 'claimed-here', job: 'sending', patches: [0, 1] },
  { point: 'before-settle-commit:2', state: 'claimed-here', job: 'sending', patches: [1] },
  { point: 'after-settle-commit:2', state: 'claimed-here', job: 'delivered', patches: [1] },
] as const;

describe('kill -9 in the middle of a claim', () => {
  test.each(POINTS)(
    '$point: open, claimed or unknown, and never told twice',
    async ({ point, state, job, patches }) => {
      const vendor = await claimVendor();
      const dataDir = testFolder();
      const first = await claimDesk(vendor, { dataDir, secrets: openFileVault(dataDir) });
      const id = first.id(1);
      await first.desk.close();
      expect(await claimAndDie(dataDir, id, point)).toBe('SIGKILL');

      // Opened to look only, nothing leaves: what was on its way is unknown, and the claim says the same.
      const looking = await startDesk({
        start: startWithoutThreads,
        dataDir,
        secrets: openFileVault(dataDir),
        sends: false,
      });
      const left = over(looking, first.connectionId);
      const found = await left.detail(1);
      const inFlight = job === 'sending';
      const waits = job === 'ready' ? 'intent' : state;
      expect(found.card.state).toBe(inFlight ? 'unknown' : waits);
      expect(jobsOf(left)[0]?.state).toBe(inFlight ? 'unknown' : job);
      expect(patches).toContain(vendor.patches(1));
      await looking.close();

      const desk = await startDesk({ start: startWithoutThreads, dataDir, secrets: openFileVault(dataDir) });
      const made = over(desk, first.connectionId);
      const told = vendor.patches(1);
      await desk.rest();
      const after = await made.detail(1);
      if (job === undefined) {
        expect(after.card.state).toBe('open');
        expect(after.acts).toEqual([]);
        expect(await made.claim(1, 'Bob')).toMatchObject({ won: true });
        await made.stands(1, 'claimed');
      } else if (inFlight && told === 0) {
        // The vendor was asked and says that nobody has it: only the operator may say to send it again.
        expect(after.card.state).toBe('unknown');
        expect(vendor.patches(1)).toBe(0);
        await desk.call('jobs.resolve', { which: { ids: [after.acts[0]?.jobId ?? 0] }, as: 'send-again' });
        await made.stands(1, 'claimed');
      } else {
        await made.stands(1, 'claimed');
      }
      expect(vendor.patches(1)).toBe(1);
      expect(vendor.leads.get(1)?.claimedBy).toBe(5);
    },
    240_000,
  );
});

describe('kill -9 of one of two desks with one account, in the middle of a claim', () => {
  test.each([
    'after-claim-commit',
    'after-settle-commit',
    'after-mark-commit:2',
    'after-hand-over:2',
    'before-settle-commit:2',
    'after-settle-commit:2',
  ])('%s: none of them is ever told that the vendor confirms its claim', async (point) => {
    const vendor = await claimVendor();
    const dataDir = testFolder();
    const options = { soleUse: false };
    const first = await claimDesk(vendor, { ...options, dataDir, secrets: openFileVault(dataDir) });
    const other = await claimDesk(vendor, options);
    const id = first.id(1);
    await first.desk.close();
    // Both have read that nobody has it, and the other's write waits at the vendor when this one dies.
    const release = vendor.hold();
    await other.claim(1, 'Bob');
    await vendor.untilPatches(1);
    const died = claimAndDie(dataDir, id, point);
    if (point.includes('settle-commit:2')) {
      await vendor.untilPatches(2);
      release();
    }
    const signal = await died;
    release();
    expect(signal).toBe('SIGKILL');
    const desk = await startDesk({ start: startWithoutThreads, dataDir, secrets: openFileVault(dataDir) });
    const again = over(desk, first.connectionId);
    for (const made of [again, other]) {
      const { card, acts } = await made.stands(1, 'claimed');
      expect(card.confirmed).toBe('account');
      expect(acts[0]).toMatchObject({
        confirmed: 'account',
        what: expect.stringMatching(/^Claimed with your account/),
      });
    }
    // The one that was killed never wrote twice.
    expect(vendor.patches(1)).toBeLessThanOrEqual(2);
  });
});

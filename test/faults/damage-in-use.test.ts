import { statSync, utimesSync } from 'node:fs';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startDeskCore } from '../../src-main/core/desk-core.ts';
import { DamagedError } from '../../src-main/db/damage/errors.ts';
import { ledgerFile } from '../../src-main/db/ledger/ledger-file.ts';
import { databaseFile, openStore } from '../../src-main/db/open.ts';
import { LeadSearch } from '../../src-main/lead-index/search/lead-search.ts';
import {
  type CommandInput,
  type CommandOutput,
  type CoreCommandName,
  coreCommands,
  leadFilter,
} from '../../src-preload/contract/index.ts';
import { flip, hurtPage, pagesOf } from '../support/damage-desk.ts';
import { WarpClock } from '../support/fault-clock.ts';
import { memorySecrets } from '../support/fault-desk.ts';
import { until } from '../support/fault-until.ts';
import { indexAnswers, LEADS, workedInboxes } from '../support/worked-inbox.ts';

const PAGE = 4_096;
/** A start compares so many pages with their checksums. */
const AT_START = 4_096;

/** A desk whose rows and indexes are behind the pages that a start compares. */
const inboxes = workedInboxes(LEADS, (dataDir) => {
  const store = openStore(databaseFile(dataDir));
  store.write(() => {
    const fill = store.raw.prepare(
      `INSERT INTO lead_reject (source, hash, reason, raw, at) VALUES ('made', ?, 'no name', ?, 1)`,
    );
    for (let n = 0; n < 10; n++) fill.run(`h${n}`, JSON.stringify({ text: 'x'.repeat((AT_START / 8) * PAGE) }));
  });
  store.close();
});

afterAll(() => inboxes.remove());

/** Changes a page as a failing disk does: the file's time stays as it was. */
function wearOut(file: string, change: () => void): void {
  change();
  const before = statSync(ledgerFile(file)).mtimeMs / 1000 - 1;
  utimesSync(file, before, before);
}

/** A desk that looks after its data, as in the window. */
async function openDesk(dataDir: string) {
  const clock = new WarpClock();
  const core = await startDeskCore({
    ...{ dataDir, clock, secrets: memorySecrets(), random: () => 0.5, sends: false, upkeep: true },
  });
  onTestFinished(() => core.close());
  const call = async <N extends CoreCommandName>(command: N, input: CommandInput<N>): Promise<CommandOutput<N>> => {
    const reply = await core.call(command, input);
    if (!reply.ok) throw Object.assign(new Error(reply.error.message), reply.error);
    return coreCommands[command].output.parse(reply.value) as CommandOutput<N>;
  };
  return { core, clock, call };
}
type Opened = Awaited<ReturnType<typeof openDesk>>;

/** Waits until the desk has repaired itself and rebuilt what it has to. */
async function repaired({ core, clock }: Opened): Promise<string> {
  return await until(async () => {
    clock.skip(2_000);
    const reply = await core.call('desk.status', {});
    if (!reply.ok) return null;
    const { notice, index, keys, ailment } = coreCommands['desk.status'].output.parse(reply.value);
    return notice !== null && index === null && keys === null && ailment === null ? notice : null;
  }, 'the desk has repaired itself');
}

const TREES = ['lead_bits', 'lead_text', 'lead_find_data', 'lead_name', 'lead_phone', 'lead_record_lead'] as const;

describe('a page behind those that a start compares, changed while the desk was closed', () => {
  it.each(TREES.flatMap((tree) => (['one bit', 'several bits'] as const).map((what) => [tree, what] as const)))(
    '%s, %s: is repaired soon after the start, and all answers are as before',
    async (tree, what) => {
      const { dataDir, before } = await inboxes.copy();
      const file = databaseFile(dataDir);
      const page = pagesOf(file, tree, 'leaf').find((one) => one > AT_START) ?? 0;
      expect(page).toBeGreaterThan(AT_START);
      wearOut(file, () => (what === 'one bit' ? flip(file, page * PAGE - 70, 4) : hurtPage(file, page, page)));
      const desk = await openDesk(dataDir);
      expect(await desk.call('desk.damage', {})).toBe(null);
      expect((await desk.call('desk.status', {})).notice).toBe(null);
      // Whatever these questions meet, they are answered or refused.
      await indexAnswers(desk).catch((error: { code: string }) => expect(error.code).toBe('damaged'));
      desk.clock.skip(90_000);
      expect(await repaired(desk)).toMatch(/nothing was lost/);
      expect(await indexAnswers(desk)).toEqual(before);
      expect(await desk.call('index.verify', {})).toMatchObject({ chunks: 0, texts: 0 });
      expect(await desk.call('desk.check', {})).toMatchObject({ result: 'sound' });
    },
  );
});

it('a desk without damage maintains its index once its pages were compared', async () => {
  const { dataDir } = await inboxes.copy();
  const tidy = vi.spyOn(LeadSearch.prototype, 'tidy');
  onTestFinished(() => tidy.mockRestore());
  const desk = await openDesk(dataDir);
  expect(tidy).not.toHaveBeenCalled();
  desk.clock.skip(1_000);
  await until(async () => tidy.mock.calls.length > 0, 'the index is maintained');
});

it('a do-not-call number that changed while the desk was closed is put right before all pages are compared', async () => {
  const { dataDir } = await inboxes.copy();
  const file = databaseFile(dataDir);
  const phones = Array.from({ length: 3_000 }, (_, n) => `+1813555${1_000 + n}`);
  const before = await openDesk(dataDir);
  await before.call('dnc.add', { phones });
  await before.core.close();
  const page = pagesOf(file, 'do_not_call', 'leaf').find((one) => one > AT_START) ?? 0;
  expect(page).toBeGreaterThan(AT_START);
  wearOut(file, () => flip(file, page * PAGE - 30, 1));
  const desk = await openDesk(dataDir);
  expect((await desk.call('desk.status', {})).ailment).toBe(null);
  const told = new Promise<void>((resolve) => {
    desk.core.subscribe(() => {
      void desk.core.call('desk.status', {}).then((reply) => {
        if (reply.ok && coreCommands['desk.status'].output.parse(reply.value).ailment !== null) resolve();
      });
    });
  });
  desk.clock.skip(1_000);
  await told;
  expect(await repaired(desk)).toMatch(/repaired from its checksum/);
});

/** A desk with a page of the search that SQLite can't read, of which its start has noticed nothing. */
async function unreadInDailyWork() {
  // A start reads both ends of each table, and the texts of leads that were changed last, which may be on any page.
  for (const part of [0.5, 0.4, 0.6, 0.3, 0.7]) {
    const { dataDir, before } = await inboxes.copy();
    const file = databaseFile(dataDir);
    const pages = pagesOf(file, 'lead_text', 'leaf').filter((page) => page > AT_START);
    const page = pages[Math.floor(pages.length * part)] ?? 0;
    wearOut(file, () => {
      for (const at of [0, 3, 5]) flip(file, (page - 1) * PAGE + at, 0x4a);
    });
    const desk = await openDesk(dataDir);
    if ((await desk.call('desk.status', {})).notice === null) return { desk, before };
  }
  throw new Error('each start has read the page');
}

it('a page that SQLite can’t read in daily work: the command says so, and the desk repairs itself at once', async () => {
  const { desk, before } = await unreadInDailyWork();
  const refused = await desk.core.call('leads.rows', {
    filter: leadFilter.parse({ text: 'mar' }),
    sort: { by: 'name', direction: 'ascending' },
    limit: 100,
  });
  expect(refused).toMatchObject({ ok: false, error: { code: 'damaged' } });
  expect((await desk.call('desk.status', {})).ailment).toMatch(/^Part of the data can’t be read\. It is repaired/);
  expect(await repaired(desk)).toMatch(/nothing was lost/);
  expect(await indexAnswers(desk)).toEqual(before);
});

it('rows behind those that a start compares, changed while the desk was closed: the operator is asked what to do', async () => {
  const { dataDir } = await inboxes.copy();
  const file = databaseFile(dataDir);
  const page = pagesOf(file, 'lead', 'leaf').find((one) => one > AT_START + 100) ?? 0;
  wearOut(file, () => hurtPage(file, page, page));
  const desk = await openDesk(dataDir);
  expect(await desk.call('desk.damage', {})).toBe(null);
  desk.clock.skip(90_000);
  await until(async () => {
    desk.clock.skip(2_000);
    const reply = await desk.core.call('desk.status', {});
    return !reply.ok && reply.error.code === 'damaged';
  }, 'the desk reports the damage');
  const damage = await desk.call('desk.damage', {});
  expect(damage).toMatchObject({
    what: 'A page of the data file changed since Trunkline wrote it.',
    salvageable: true,
  });
  expect(damage?.tables[0]).toMatchObject({ words: 'leads', damaged: true });
});

it('damage found outside of a command is repaired too, and reported if it comes again a moment later', async () => {
  const { dataDir, before } = await inboxes.copy();
  const file = databaseFile(dataDir);
  const page = pagesOf(file, 'lead_bits', 'leaf').find((one) => one > AT_START) ?? 0;
  wearOut(file, () => hurtPage(file, page, page));
  const desk = await openDesk(dataDir);
  await desk.core.reportDamage(new DamagedError('tables', 'The data file is damaged.'));
  expect(await repaired(desk)).toMatch(/nothing was lost/);
  expect(await indexAnswers(desk)).toEqual(before);
  await desk.core.reportDamage(new DamagedError('tables', 'The data file is damaged.'));
  expect(await desk.call('desk.damage', {})).toMatchObject({ what: 'The data file is damaged.', losesNothing: true });
});

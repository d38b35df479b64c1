import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { threadedWhatIf } from '../../src-main/core/what-if-thread.ts';
import { type CommandInput, whatIfChange } from '../../src-preload/contract/index.ts';
import { sampleCsv } from '../support/delivery-desk.ts';
import { deskWithCopies } from '../support/desk-with-copies.ts';
import { until } from '../support/fault-until.ts';

const amounts = (sends: number, revenue: number) => ({ sends, revenue });

test('a what-if of an unchanged account gives the sends that were told; a changed one moves leads, and says why', async () => {
  const desk = await deskWithCopies();
  const asked = desk.vendor.admin.accountRequests().length;
  const span = { connectionId: desk.account, from: Date.now() - 3_600_000, until: Date.now() + 60_000 };
  const same = await desk.call('leadexec.whatIf', { ...span, runId: 'same', changes: [] });
  expect(same).toMatchObject({
    ...{ leads: 12, moved: 0, before: amounts(24, 600), after: amounts(24, 600) },
    reproduced: { told: 24, same: 24, leadsNotTold: 0 },
    cantTell: { leads: 0 },
    notes: [],
  });

  // Of two clients at the same price, one takes five an hour and the third, who pays more, takes leads without criteria.
  const capped = await desk.call('leadexec.whatIf', {
    ...{ ...span, runId: 'capped' },
    changes: [
      { of: 'account', id: 501, set: { hourMax: 5 } },
      { of: 'account', id: 511, set: { price: 30 } },
    ],
  });
  expect(capped).toMatchObject({ moved: 7, before: amounts(24, 600), after: amounts(17, 5 * 25 + 12 * 30) });
  expect(capped.moves[0]?.why).toEqual(['Lost by client1234, Auto: Its maximum of 5 in 60 minutes was reached.']);
  expect(capped.full).toContainEqual(expect.objectContaining({ used: 5, most: 5, refused: 7, owner: 'client1234' }));

  const opened = await desk.call('leadexec.whatIf', {
    ...{ ...span, runId: 'opened' },
    changes: [{ of: 'account', id: 521, set: { criteria: [] } }],
  });
  expect(opened).toMatchObject({ moved: 12, after: amounts(24, 12 * 40 + 12 * 25) });
  const csv = async (table: 'clients' | 'moves') => {
    const { path } = await desk.call('leadexec.exportWhatIf', { runId: 'opened', table });
    return readFileSync(path, 'utf8').trim().split('\r\n');
  };
  expect((await csv('clients'))[0]).toContain('Number,Client,Sends before,Revenue before,Sends after,Revenue after');
  expect(await csv('moves')).toHaveLength(13);

  // A campaign that takes fewer leads refuses the others at the door: nobody gets them.
  const door = await desk.call('leadexec.whatIf', {
    ...{ ...span, runId: 'door' },
    changes: [{ of: 'campaign', id: 23, set: { dayMax: 4 } }],
  });
  expect(door).toMatchObject({ moved: 8, after: amounts(8, 200), intake: { refused: 8, acceptedAgainst: 0 } });
  expect(door.intake.reasons).toEqual([
    { campaign: 'Auto, web', reason: 'The campaign’s maximum of 4 a day was reached.', leads: 8 },
  ]);
  const gone = door.moves.find(({ postNo }) => postNo === door.intake.leads[0]?.postNo);
  expect(gone).toMatchObject({
    after: [],
    why: [/refused when it is posted/, /refused when it is posted/].map((one) => expect.stringMatching(one)),
  });

  const postNo = opened.moves[0]?.postNo ?? 0;
  const { accounts, told } = await desk.call('leadexec.explain', { connectionId: desk.account, postNo });
  expect(told.map(({ valid, price }) => ({ valid, price }))).toEqual([
    { valid: true, price: 25 },
    { valid: true, price: 25 },
  ]);
  const of = (id: number) => accounts.find(({ clientAccountUid }) => clientAccountUid === id);
  expect(of(501)).toMatchObject({ outcome: 'bought', why: 'Bought it for $25.00.', needed: '' });
  expect(of(531)).toMatchObject({
    outcome: 'client-status',
    why: 'The client is Closed.',
    needed: 'The client Active.',
  });
  expect(of(521)?.why).toBe('Insured is Yes: the lead has no value.');
  // Nothing left this machine.
  const ofPost = { connectionId: desk.account, postNo };
  expect(await desk.call('leadexec.scannerLog', ofPost)).toBeNull();
  expect(desk.vendor.admin.accountRequests()).toHaveLength(asked);
  // LeadExec's own log, once it is asked for: the same account by account, and kept.
  const log = await desk.call('leadexec.scannerLog', { ...ofPost, ask: true });
  expect(log?.accounts.map(({ clientAccountUid }) => clientAccountUid)).toEqual(
    accounts.map(({ clientAccountUid }) => clientAccountUid),
  );
  expect(log?.accounts.filter(({ agrees }) => agrees !== true)).toEqual([]);
  const count = desk.vendor.admin.accountRequests().length;
  expect(await desk.call('leadexec.scannerLog', ofPost)).toEqual(log);
  expect(desk.vendor.admin.accountRequests()).toHaveLength(count);
});

test('what an account does not have can not be changed; rules are kept, and a run can be canceled', async () => {
  const desk = await deskWithCopies();
  const span = { connectionId: desk.account, from: 0, until: Date.now() + 60_000 };
  const run = (runId: string, input: Partial<CommandInput<'leadexec.whatIf'>>) =>
    desk.core.call('leadexec.whatIf', { ...span, runId, changes: [], ...input });
  expect(await run('none', { changes: [{ of: 'client', id: 9_999_999, set: { status: 'Active' } }] })).toMatchObject({
    ok: false,
    error: { code: 'invalid-input', message: expect.stringContaining('client 9999999') },
  });
  const zone = { of: 'rules', set: { timeZone: 'Mars/Base' } } as const;
  expect(await run('zone', { changes: [zone] })).toMatchObject({
    ok: false,
    error: { code: 'invalid-input', message: expect.stringContaining('Mars/Base') },
  });
  // What a change of the rules doesn't name stays as it is set.
  expect(whatIfChange.parse({ of: 'rules', set: { timeZone: 'Asia/Tokyo' } })).toEqual({
    of: 'rules',
    set: { timeZone: 'Asia/Tokyo' },
  });
  expect(await run('span', { until: -1 })).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  const rules = { timeZone: 'America/New_York', preference: 'Priority' as const, exclusiveAccounts: [501] };
  expect(await desk.call('leadexec.setRules', { connectionId: desk.account, rules })).toEqual(rules);
  expect(await desk.call('leadexec.rules', { connectionId: desk.account })).toEqual(rules);
  expect(
    await desk.core.call('leadexec.setRules', { connectionId: desk.account, rules: { ...rules, timeZone: 'Mars' } }),
  ).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  // An exclusive account ends the run: one send a lead.
  expect(await run('exclusive', {})).toMatchObject({ ok: true, value: { before: { sends: 12 } } });

  const running = run('canceled', {});
  await until(
    async () => (await desk.call('leadexec.cancelWhatIf', { runId: 'canceled' })).canceled,
    'the run has begun',
  );
  expect(await running).toMatchObject({ ok: false, error: { message: 'The what-if was canceled.' } });
  expect(await desk.call('leadexec.whatIfProgress', { runId: 'canceled' })).toBeNull();
});

test('leads and account as they are are distributed once for several what-ifs, and again after either changed', async () => {
  const usesKept: boolean[] = [];
  let meanwhile: (() => Promise<void>) | null = null;
  const desk = await deskWithCopies({
    whatIf: {
      async run(order, ...rest) {
        if (order.is === 'what-if') usesKept.push(order.kept !== null);
        const work = meanwhile;
        meanwhile = null;
        await work?.();
        return await threadedWhatIf.run(order, ...rest);
      },
    },
  });
  const span = { connectionId: desk.account, from: Date.now() - 3_600_000, until: Date.now() + 600_000 };
  const run = async (runId: string, changes: CommandInput<'leadexec.whatIf'>['changes'] = []) => {
    usesKept.length = 0;
    const { ms, readAt, runId: _, ...result } = await desk.call('leadexec.whatIf', { ...span, runId, changes });
    return result;
  };
  const post = async (from: number, count: number, how: Partial<CommandInput<'delivery.post'>> = {}) => {
    const path = desk.write(`more ${from}.csv`, sampleCsv(count, from));
    await desk.call('delivery.post', { connectionId: desk.connectionId, kind: 'returnsends', path, ...how });
    const filter = { connectionId: desk.connectionId, state: 'delivered' as const };
    const all = async () => (await desk.call('jobs.list', { filter, limit: 100 })).jobs.length;
    await until(async () => (await all()) === from + count - 1, 'all are delivered');
  };
  const capped = [{ of: 'account' as const, id: 501, set: { hourMax: 5 } }];
  const first = await run('first', capped);
  expect(usesKept).toEqual([false]);
  expect(await run('second', capped)).toEqual(first);
  expect(usesKept).toEqual([true]);
  expect(await run('third')).toMatchObject({ moved: 0, before: first.before, after: first.before });
  expect(usesKept).toEqual([true]);

  // Reading the same copies again changes nothing; other settings do, and other leads.
  await desk.call('leadexec.refresh', { connectionId: desk.account, kind: 'accounts' });
  expect(await run('refreshed', capped)).toEqual(first);
  expect(usesKept).toEqual([true]);
  const rules = await desk.call('leadexec.rules', { connectionId: desk.account });
  await desk.call('leadexec.setRules', {
    connectionId: desk.account,
    rules: { ...rules, exclusiveAccounts: [501] },
  });
  expect(await run('rules')).toMatchObject({ before: { sends: 12 } });
  expect(usesKept).toEqual([false]);
  await desk.call('leadexec.setRules', { connectionId: desk.account, rules });
  await run('as before', capped);
  await post(13, 3);
  expect(await run('more leads', capped)).toMatchObject({ leads: 15 });
  expect(usesKept).toEqual([false]);

  // Leads that come in while it runs are included.
  meanwhile = () => post(16, 2);
  expect(await run('meanwhile', capped)).toMatchObject({ leads: 17 });
  expect(usesKept).toEqual([true, false]);
  expect(await run('afterwards', capped)).toMatchObject({ leads: 17 });
  expect(usesKept).toEqual([true]);

  // Leads that were not to be sold, or later, are told.
  await post(18, 1, { kind: 'general', noSell: true });
  await post(19, 2, { kind: 'general', sendDelay: 3 });
  expect(await run('not sold', capped)).toMatchObject({
    leads: 19,
    notes: [
      '1 lead left out: posted as not to be sold.',
      '2 leads posted to be sold later: distributed as of the time when LeadExec accepted the post.',
    ],
  });
});

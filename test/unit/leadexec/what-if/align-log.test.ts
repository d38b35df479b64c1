import { expect, test } from 'vitest';
import { alignLog } from '../../../../src-main/leadexec/what-if/run/align-log.ts';
import type { ExplainedAccount } from '../../../../src-preload/contract/index.ts';

const account = (id: number, client: string, name: string, outcome: string): ExplainedAccount => ({
  ...{ clientUid: id - 400, client, clientAccountUid: id, account: name, price: 25, outcome, why: '', needed: '' },
});
const line = (text: string) => ({ at: '2026-11-28T10:00:00Z', text });

test('lines of the log are put beside the accounts that they name, and compared by what they are about', () => {
  const accounts = [
    account(501, 'Maximum Leads', 'Auto', 'bought'),
    account(511, 'Acme', 'Auto', 'criteria'),
    account(521, 'Demo', 'Home', 'schedule'),
    account(531, 'Tiny', 'Life', 'maximum'),
    account(541, 'Last', 'Boat', 'cant-tell'),
  ];
  const { accounts: aligned, others } = alignLog(accounts, [
    line('Maximum Leads (101), account 501 "Auto": matched'),
    line('Acme (111), account 511 "Auto": criteria State In "CA" is not met'),
    line('Demo - Home: daily maximum of 5 is reached'),
    line('531 skipped'),
    line('Last (141), account 541 "Boat": criteria Score Greater "5" is not met'),
    line('account 999 "Gone": client is Closed'),
    line('No accounts matched'),
  ]);
  expect(aligned.map(({ clientAccountUid, agrees }) => [clientAccountUid, agrees])).toEqual([
    [501, true],
    [511, true],
    [521, false],
    [531, null],
    [541, null],
  ]);
  expect(others.map(({ text }) => text)).toEqual(['account 999 "Gone": client is Closed', 'No accounts matched']);
});

test('of several scans the last counts', () => {
  const [one] = alignLog(
    [account(501, 'Acme', 'Auto', 'bought')],
    [line('account 501: schedule is closed'), line('account 501: matched')],
  ).accounts;
  expect(one).toMatchObject({ agrees: true, lines: ['account 501: schedule is closed', 'account 501: matched'] });
});

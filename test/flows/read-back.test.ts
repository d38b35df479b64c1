import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type PracticeDialer, startPracticeDialer } from '../../src-main/practice/dialer/start-practice-dialer.ts';
import { type DialerTraits, dialSettings } from '../../src-preload/contract/index.ts';
import { startDesk, type TestDesk } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';
import { until } from '../support/fault-until.ts';

const AS_IS: DialerTraits = { profile: 'as-is', accents: 'keep', plus: 'keep' };

let dialer: PracticeDialer;
beforeEach(async () => {
  dialer = await startPracticeDialer();
});
afterEach(() => dialer.close());

/** Loads a list into the practice dialer and waits until what was loaded has been read back. */
async function loaded(desk: TestDesk, traits: DialerTraits, name: string, rows: readonly string[]): Promise<number> {
  const path = join(testFolder(), `${name}.csv`);
  writeFileSync(path, ['Phone,First Name,Last Name', ...rows, ''].join('\n'));
  const { id: connectionId } = await desk.call('connections.save', {
    name,
    url: dialer.url,
    user: 'practice',
    password: 'practice',
    traits,
  });
  const { id, suggestion } = await desk.call('imports.open', { path });
  const settings = dialSettings.parse({ list_id: '101', campaign: 'PRACTICE' });
  await desk.call('imports.configure', { id, connectionId, settings, mapping: suggestion.mapping });
  await desk.call('imports.check', { id, thenStart: true });
  await until(async () => {
    const one = await desk.call('imports.readBack', { id });
    desk.clock.skip(1_000);
    return one !== null && one.state !== 'reading' ? one : null;
  }, 'the list is read back');
  return id;
}

it('tells what the dialer holds otherwise, and proposes the profile that would have shown it', async () => {
  const desk = await startDesk();
  const rows = ['7275551111,Smith & Sons,José', '7275551112,Nora,Quill', '7275551113,Bob/Sue,Va;nce'];
  const id = await loaded(desk, AS_IS, 'as it is', rows);
  const told = await desk.call('imports.readBack', { id });
  expect(told).toMatchObject({ state: 'done', leads: 2, differing: 4 });
  expect(told?.proposal?.words).toBe('use the VICIdial profile, without accents');
  expect(JSON.stringify(told)).not.toContain('Smith');
  const { jobs } = await desk.call('jobs.list', { filter: { differs: true }, order: 'oldest' });
  expect(jobs.map(({ row, differs }) => ({ row, fields: differs.map(({ field }) => field) }))).toEqual([
    { row: 1, fields: ['first_name', 'last_name'] },
    { row: 3, fields: ['first_name', 'last_name'] },
  ]);
  expect(jobs[0]?.differs[0]).toEqual({ field: 'first_name', shown: 'Smith & Sons', held: 'Smith  Sons' });
  expect(await desk.call('jobs.concerns', { importId: id })).toMatchObject({ differs: 2, any: 0 });
  const { readings } = await desk.call('jobs.get', { id: jobs[0]?.id ?? 0 });
  expect(readings).toMatchObject([{ function: 'lead_all_info', httpStatus: 200, outcome: 'answered' }]);
  expect(readings[0]?.words).toMatch(/^Lead \d+: \d+ values compared, 2 stored differently$/);
  const all = await desk.call('connections.readings', { id: jobs[0]?.connectionId ?? 0 });
  // The trial, and two leads.
  expect(all.map(({ outcome }) => outcome)).toEqual(['answered', 'answered', 'none']);
  expect(JSON.stringify(all)).not.toContain('Smith');
  await desk.call('imports.adoptProfile', { id });
  const [connection] = await desk.call('connections.list', {});
  expect(connection?.traits).toEqual({ profile: 'vicidial', accents: 'fold', plus: 'space' });
});

it('finds nothing where the profile is right', async () => {
  const desk = await startDesk();
  const rows = ['7275551111,Smith & Sons,José', '7275551112,Nora,Quill', '7275551113,Bob/Sue,“Vance”'];
  const id = await loaded(desk, { accents: 'fold', plus: 'space' }, 'vicidial', rows);
  expect(await desk.call('imports.readBack', { id })).toMatchObject({ state: 'done', differing: 0, proposal: null });
  await expect(desk.call('imports.adoptProfile', { id })).rejects.toThrow('suggested no profile change');
});

it('asks a dialer that refuses once, and never again', async () => {
  dialer.admin.setBehaviour({ apiFunctions: [] });
  const desk = await startDesk();
  const id = await loaded(desk, AS_IS, 'closed', ['7275551111,A & B,C', '7275551112,D & E,F']);
  expect(await desk.call('imports.readBack', { id })).toMatchObject({ state: 'no-answer', leads: 0 });
  await desk.rest();
  expect(dialer.admin.count()).toBe(2);
  expect(dialer.admin.reads()).toBe(1);
});

it('forgets what it read of a person who is erased', async () => {
  const desk = await startDesk();
  await loaded(desk, AS_IS, 'erased', ['7275551111,Smith & Sons,José']);
  expect(desk.rows('SELECT * FROM held_value').length).toBe(2);
  const { id } = await desk.call('leads.add', { fields: { phone: '7275551111' } });
  await desk.call('leads.forget', { id });
  expect(desk.rows('SELECT * FROM held_value')).toEqual([]);
});

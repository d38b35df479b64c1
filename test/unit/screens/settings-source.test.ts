import { expect, test } from 'vitest';
import { connectionInput } from '../../../src-preload/contract/index.ts';
import { FILTER_NAMES, filterError, POLLERS_OWN } from '../../../src-renderer/state/locumjobs-filters.ts';
import {
  readSource,
  type SourceDraft,
  sourceDraftOf,
  sourceField,
} from '../../../src-renderer/state/settings-source.ts';
import { makeConnection } from './log-bridge.ts';

const BOARD: SourceDraft = { ...sourceDraftOf(null, 'locumjobs'), user: 'agent', password: 'p' };
const DESK: SourceDraft = { ...sourceDraftOf(null, 'liondesk'), password: 't' };

const errorsOf = (draft: SourceDraft, kind: 'locumjobs' | 'liondesk') => {
  const read = readSource(draft, kind, null);
  return 'errors' in read ? read.errors : {};
};

test('the 21 parameters of the document are the operator’s or the poller’s, each once', () => {
  expect(new Set([...FILTER_NAMES, ...POLLERS_OWN]).size).toBe(21);
  expect(FILTER_NAMES).toHaveLength(17);
});

test('a new board is saved under its documented address, and reads back as it was typed', () => {
  const draft: SourceDraft = {
    ...BOARD,
    format: 'xml',
    from: '2026-01-31',
    filters: { license: 'MD', licensed_states: 'FL,GA', has_job_apps: '0', max: '' },
  };
  const read = readSource(draft, 'locumjobs', null);
  if (!('input' in read)) throw new Error(JSON.stringify(read.errors));
  expect(read.input).toMatchObject({ kind: 'locumjobs', url: 'https://www.locumjobsonline.com', user: 'agent' });
  expect(read.input.source).toMatchObject({
    format: 'xml',
    max: 100,
    from: '2026-01-31',
    only: { license: 'MD', licensed_states: 'FL,GA', has_job_apps: '0' },
  });
  const { source } = connectionInput.parse(read.input);
  const kept = { ...makeConnection(4), kind: 'locumjobs' as const, source: source ?? null };
  expect(sourceDraftOf(kept, 'locumjobs')).toMatchObject({ format: 'xml', from: '2026-01-31', password: '' });
});

test('a token needs no user, and none that was typed before is sent', () => {
  const read = readSource({ ...BOARD, auth: 'bearer' }, 'locumjobs', null);
  expect(read).toHaveProperty('input.user', '');
});

test('a kept secret is left out, so that it stays as it is', () => {
  const kept = { ...makeConnection(4), kind: 'locumjobs' as const };
  expect(readSource({ ...BOARD, password: '' }, 'locumjobs', kept)).not.toHaveProperty('input.password');
  expect(errorsOf({ ...BOARD, password: '' }, 'locumjobs')).toHaveProperty('password');
});

test.each([
  [{ user: '' }, 'user'],
  [{ url: 'http://board.example.com' }, 'url'],
  [{ everyMinutes: 0 }, 'everyMinutes'],
  [{ overlapHours: null }, 'overlapHours'],
  [{ max: 1.5 }, 'max'],
  [{ timeoutSeconds: null }, 'timeoutSeconds'],
  [{ name: ' ' }, 'name'],
] as const)('%o is told by its field', (change, field) => {
  expect(Object.keys(errorsOf({ ...BOARD, ...change }, 'locumjobs'))).toEqual([field]);
});

test.each([
  ['email', 'nobody', true],
  ['email', 'a@b.c', false],
  ['min_experience', '100', true],
  ['min_experience', '0', false],
  ['start_unlocked_date', 'today', true],
  ['job_title', ' ', true],
  ['phone', '7', true],
] as const)('the filter %s with “%s”: wrong is %s', (name, value, wrong) => {
  expect(filterError(name, { [name]: value }) !== undefined).toBe(wrong);
});

test('a radius and its ZIP code only work together', () => {
  expect(errorsOf({ ...BOARD, filters: { lives_within_radius: '50' } }, 'locumjobs')).toHaveProperty([
    'only.lives_within_radius',
  ]);
  expect(errorsOf({ ...BOARD, filters: { lives_within_zip: '07030' } }, 'locumjobs')).toHaveProperty([
    'only.lives_within_zip',
  ]);
  expect(
    errorsOf({ ...BOARD, filters: { lives_within_zip: '07030', lives_within_radius: '50' } }, 'locumjobs'),
  ).toEqual({});
});

test('what LionDesk is told of claims is kept through the form, whatever else is changed', () => {
  expect(readSource(DESK, 'liondesk', null)).toHaveProperty('input.source.writeBack', false);
  const { source } = connectionInput.parse({
    ...(readSource(DESK, 'liondesk', null) as { input: object }).input,
    source: { kind: 'liondesk', writeBack: true, claimedVia: 'Text' },
  });
  const kept = { ...makeConnection(4), kind: 'liondesk' as const, source: source ?? null };
  const draft = { ...sourceDraftOf(kept, 'liondesk'), name: 'Our desk', url: DESK.url };
  const read = readSource(draft, 'liondesk', kept);
  expect(read).toHaveProperty('input.name', 'Our desk');
  expect(read).toHaveProperty('input.source.writeBack', true);
  expect(read).toHaveProperty('input.source.claimedVia', 'Text');
});

test('conditions: several values only where the operator takes several; each wrong one is told by its place', () => {
  const conditions = [
    { field: ' team_id ', operator: '$in', values: '4, 5,' },
    { field: 'name', operator: '$eq', values: 'Lee, Ann' },
  ] as const;
  const read = readSource({ ...DESK, conditions }, 'liondesk', null);
  expect(read).toHaveProperty('input.source.only', [
    { field: 'team_id', operator: '$in', values: ['4', '5'] },
    { field: 'name', operator: '$eq', values: ['Lee, Ann'] },
  ]);
  const bad = [
    conditions[0],
    { field: '$where', operator: '$eq', values: '1' },
    { ...conditions[1], values: '' },
  ] as const;
  expect(Object.keys(errorsOf({ ...DESK, conditions: bad }, 'liondesk'))).toEqual(['only.1', 'only.2']);
});

test.each([
  ['source.everyMinutes', 'everyMinutes'],
  ['source.only.2.field', 'only.2'],
  ['timeoutMs', 'timeoutSeconds'],
  ['user', 'user'],
  ['concurrency', null],
])('the contract’s %s stands in the form’s %s', (path, field) => {
  expect(sourceField(path)).toBe(field);
});

import { expect, test, vi } from 'vitest';
import { setBridge } from '../../../src-renderer/bridge/index.ts';
import {
  askForNotices,
  keepOfferSettings,
  minutesError,
  quietHoursError,
  systemWords,
  teamLeads,
} from '../../../src-renderer/state/settings-offers.ts';
import { memoryBridge } from '../../support/memory-bridge.ts';

test('quiet hours may lie over midnight; two equal times and half a time are told', () => {
  expect(quietHoursError({ from: '22:00', to: '07:00' })).toBeUndefined();
  expect(quietHoursError({ from: '08:00', to: '08:00' })).toBe('Enter two different times');
  expect(quietHoursError({ from: '', to: '07:00' })).toBe('Enter both times like 22:00');
  expect(quietHoursError({ from: '24:00', to: '07:00' })).toBe('Enter both times like 22:00');
});

test.each([
  [1, true],
  [1440, true],
  [0, false],
  [1441, false],
  [null, false],
])('a first touch within %s minutes: kept is %s', (minutes, kept) => {
  expect(minutesError(minutes) === undefined).toBe(kept);
});

test('the team lead is one of the agents, or who was chosen before, or nobody', () => {
  expect(teamLeads({ me: 'Bo', agents: ['Ann', 'Bo'] }, 'Lee')).toEqual([
    { value: '', label: 'Everyone at this desk' },
    { value: 'Ann', label: 'Ann' },
    { value: 'Bo', label: 'Bo (you)' },
    { value: 'Lee', label: 'Lee' },
  ]);
  expect(teamLeads(null, '')).toHaveLength(1);
});

test('one setting is changed, the others are left as they are', async () => {
  const settings = { notify: true, sound: true, quiet: null, blind: false, firstTouchMinutes: 5, teamLead: '' };
  const bridge = memoryBridge({ 'offers.setSettings': (change) => ({ ...settings, ...change }) });
  setBridge(bridge);
  expect(await keepOfferSettings({ quiet: { from: '22:00', to: '07:00' } })).toMatchObject({ notify: true });
  expect(bridge.asked).toEqual([{ command: 'offers.setSettings', input: { quiet: { from: '22:00', to: '07:00' } } }]);
});

test('a browser is asked for notices once, and only where its shell shows none itself', async () => {
  const requestPermission = vi.fn(async () => {
    notification.permission = 'granted';
  });
  const notification = { permission: 'default', requestPermission };
  vi.stubGlobal('Notification', notification);
  vi.stubGlobal('window', { Notification: notification });
  setBridge({ ...memoryBridge({}), notifies: true });
  expect(await askForNotices()).toBe('shell');
  expect(requestPermission).not.toHaveBeenCalled();
  setBridge(memoryBridge({}));
  expect(systemWords()).toContain('hasn’t been asked');
  expect(await askForNotices()).toBe('granted');
  expect(await askForNotices()).toBe('granted');
  expect(requestPermission).toHaveBeenCalledOnce();
  vi.stubGlobal('window', {});
  expect(systemWords()).toContain('doesn’t support notifications');
  vi.unstubAllGlobals();
});

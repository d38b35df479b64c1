import type { Session, WebContents } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { lockPage, lockSession } from '../../../../src-main/shells/electron/lock-down.ts';
import { FakeContents, FakeEvent, session, shell, startAnew } from './fake-electron.ts';

vi.mock('electron', () => import('./fake-electron.ts'));
beforeEach(startAnew);

const PERMISSIONS = [
  'notifications',
  'media',
  'geolocation',
  'clipboard-read',
  'clipboard-sanitized-write',
  'fullscreen',
  'openExternal',
  'usb',
  'hid',
  'serial',
  'midi',
  'display-capture',
  'fileSystem',
  'local-network-access',
  'unknown',
  'of-a-later-version',
];

describe('a locked session', () => {
  function locked() {
    lockSession(session.defaultSession as unknown as Session);
    return session.defaultSession.handlers as Record<string, (...args: unknown[]) => unknown>;
  }

  it('denies every permission, asked or looked up, and every device', () => {
    const { request, check, device } = locked();
    for (const permission of PERMISSIONS) {
      const answers: boolean[] = [];
      request?.({}, permission, (granted: boolean) => answers.push(granted), { requestingUrl: 'trunkline://desk/' });
      expect([permission, answers]).toEqual([permission, [false]]);
      expect(check?.({}, permission, 'trunkline://desk', {})).toBe(false);
    }
    expect(device?.({ deviceType: 'usb', origin: 'trunkline://desk' })).toBe(false);
  });

  it('loads the page’s own files and nothing from anywhere else', () => {
    const { load } = locked();
    const cancelled = (url: string) => {
      let answer: unknown;
      load?.({ url }, (given: { cancel: boolean }) => {
        answer = given.cancel;
      });
      return answer;
    };
    expect(cancelled('trunkline://desk/assets/main.js')).toBe(false);
    expect(cancelled('data:image/svg+xml,x')).toBe(false);
    for (const url of [
      'https://example.com/',
      'http://127.0.0.1/',
      'ws://127.0.0.1/',
      'file:///etc/passwd',
      'data:text/html,x',
    ]) {
      expect([url, cancelled(url)]).toEqual([url, true]);
    }
  });

  it('starts no download', () => {
    locked();
    const event = new FakeEvent();
    session.defaultSession.emit('will-download', event);
    expect(event.defaultPrevented).toBe(true);
  });
});

describe('a locked page', () => {
  const handed: string[] = [];
  function locked() {
    const contents = new FakeContents();
    handed.length = 0;
    lockPage(contents as unknown as WebContents, {
      openExternal: async (url) => {
        handed.push(url);
      },
    });
    return contents;
  }
  const ELSEWHERE = [
    'https://example.com/',
    'tel:+17275551111',
    'mailto:a@example.com',
    'file:///etc/passwd',
    'data:text/html,x',
    'javascript:1',
    'about:blank',
    'trunkline://desk/other',
    'trunkline://evil/',
  ];

  it('goes nowhere, by itself, by a frame or by a redirect', () => {
    const contents = locked();
    for (const url of ELSEWHERE) {
      for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
        const event = Object.assign(new FakeEvent(), { url, isMainFrame: true });
        contents.emit(name, event, url);
        expect([name, url, event.defaultPrevented]).toEqual([name, url, true]);
      }
    }
    const frame = Object.assign(new FakeEvent(), { url: 'trunkline://desk/', isMainFrame: false });
    contents.emit('will-frame-navigate', frame);
    expect(frame.defaultPrevented).toBe(true);
  });

  it('hands a phone number or an e-mail address to the system, and nothing else', () => {
    const contents = locked();
    for (const url of [...ELSEWHERE, 'tel:+1;ext=2', 'mailto:a@example.com?bcc=b@example.com', 'mailto:a@b@c']) {
      contents.emit('will-navigate', Object.assign(new FakeEvent(), { url, isMainFrame: true }), url);
    }
    expect(handed).toEqual(['tel:+17275551111', 'mailto:a@example.com']);
  });

  it('may load itself again', () => {
    const contents = locked();
    contents.url = 'trunkline://desk/#/deliveries';
    for (const name of ['will-navigate', 'will-frame-navigate']) {
      const event = Object.assign(new FakeEvent(), { url: 'trunkline://desk/', isMainFrame: true });
      contents.emit(name, event);
      expect([name, event.defaultPrevented]).toEqual([name, false]);
    }
  });

  it('opens no window and hands nothing to the system', () => {
    const contents = locked();
    for (const url of [...ELSEWHERE, 'trunkline://desk/']) {
      expect([url, contents.opener?.({ url })]).toEqual([url, { action: 'deny' }]);
    }
    expect(shell.openExternal).not.toHaveBeenCalled();
  });

  it('takes no page inside it', () => {
    const event = new FakeEvent();
    locked().emit('will-attach-webview', event, {}, { src: 'trunkline://desk/' });
    expect(event.defaultPrevented).toBe(true);
  });
});

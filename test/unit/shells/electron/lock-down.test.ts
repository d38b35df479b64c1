import type { Session, WebContents } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { lockPage, lockSession } from '../../../../src-main/shells/electron/lock-down.ts';
import { FakeContents, FakeEvent, session, startReady } from './fake-electron.ts';

vi.mock('electron', () => import('./fake-electron.ts'));
beforeEach(startReady);

const PERMISSIONS = [
  'notifications',
  'media',
  'geolocation',
  'clipboard-read',
  'deprecated-sync-clipboard-read',
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
const COPY = 'clipboard-sanitized-write';

describe('a locked session', () => {
  function locked() {
    lockSession(session.defaultSession as unknown as Session);
    return session.defaultSession;
  }

  it('denies every permission but one, asked or looked up, and every device', () => {
    const at = locked();
    const page = new FakeContents();
    for (const permission of PERMISSIONS) {
      expect([permission, at.requests(page, permission)]).toEqual([permission, false]);
      expect([permission, at.isGranted(page, permission)]).toEqual([permission, false]);
    }
    expect(at.handlers.device?.({ deviceType: 'usb', origin: 'trunkline://desk' })).toBe(false);
  });

  it('lets its own page copy, in a click and without one', () => {
    const at = locked();
    const page = new FakeContents();
    expect(at.requests(page, COPY)).toBe(true);
    expect(at.isGranted(page, COPY)).toBe(true);
  });

  it('lets no other page and no frame copy', () => {
    const at = locked();
    const page = new FakeContents();
    for (const url of ['https://example.com/', 'trunkline://evil/', 'trunkline://desk.evil/', 'data:text/html,x', '']) {
      expect([url, at.requests(page, COPY, {}, url)]).toEqual([url, false]);
      expect([url, at.isGranted(page, COPY, url)]).toEqual([url, false]);
    }
    expect(at.requests(page, COPY, { isMainFrame: false })).toBe(false);
    expect(at.handlers.check?.(page, COPY, 'trunkline://desk/', { isMainFrame: false })).toBe(false);
  });

  it('loads the page’s own files and nothing from anywhere else', () => {
    const at = locked();
    expect(at.loads('trunkline://desk/assets/main.js')).toBe(true);
    expect(at.loads('data:image/svg+xml,x')).toBe(true);
    for (const url of [
      'https://example.com/',
      'http://127.0.0.1/',
      'ws://127.0.0.1/',
      'file:///etc/passwd',
      'data:text/html,x',
    ]) {
      expect([url, at.loads(url)]).toEqual([url, false]);
    }
  });

  it('starts no download', () => {
    expect(locked().downloads()).toBe(false);
  });
});

describe('a locked page', () => {
  function locked() {
    const contents = new FakeContents();
    const left: string[] = [];
    lockPage(contents as unknown as WebContents, async (url) => {
      left.push(url);
    });
    return { contents, left };
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

  it('goes nowhere by itself; each link is handed over once', () => {
    for (const url of ELSEWHERE) {
      const { contents, left } = locked();
      expect([url, contents.follow(url)]).toEqual([url, 'prevented']);
      expect(left).toEqual([url]);
      expect(contents.loaded).toEqual([]);
    }
  });

  it('goes nowhere in a frame, which hands nothing over', () => {
    for (const url of [...ELSEWHERE, 'trunkline://desk/']) {
      const { contents, left } = locked();
      expect([url, contents.follow(url, { isMainFrame: false })]).toEqual([url, 'prevented']);
      expect(left).toEqual([]);
    }
  });

  it('goes nowhere by a redirect', () => {
    const { contents } = locked();
    const event = Object.assign(new FakeEvent(), { url: 'https://example.com/', isMainFrame: true });
    contents.emit('will-redirect', event);
    expect(event.defaultPrevented).toBe(true);
  });

  it('may load itself again, and jump within itself', () => {
    const { contents, left } = locked();
    contents.url = 'trunkline://desk/#/deliveries';
    expect(contents.follow('trunkline://desk/')).toBe('loaded');
    expect(contents.follow('trunkline://desk/#/offers')).toBe('in page');
    expect(left).toEqual([]);
  });

  it('opens no window, and hands over where it would lead', () => {
    for (const url of [...ELSEWHERE, 'trunkline://desk/']) {
      const { contents, left } = locked();
      expect([url, contents.openWindow(url)]).toEqual([url, 'denied']);
      expect(left).toEqual([url]);
    }
  });

  it('takes no page inside it', () => {
    const event = new FakeEvent();
    locked().contents.emit('will-attach-webview', event, {}, { src: 'trunkline://desk/' });
    expect(event.defaultPrevented).toBe(true);
  });
});

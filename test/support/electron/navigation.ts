import type { EventEmitter } from 'node:events';
import { FakeEvent } from './event.ts';

/**
 * Whether a page may go where it wants to. `will-frame-navigate` is emitted first, then, for the main frame, `will-navigate`; whoever prevents
 * the first ends the matter, and the second is never emitted (web-contents.md, "Document Navigations"; electron_navigation_throttle.cc,
 * `WillStartRequest`).
 */
export function mayNavigate(contents: EventEmitter, url: string, isMainFrame: boolean): boolean {
  const names = isMainFrame ? ['will-frame-navigate', 'will-navigate'] : ['will-frame-navigate'];
  return names.every((name) => {
    const event = Object.assign(new FakeEvent(), { url, isMainFrame, isSameDocument: false });
    contents.emit(name, event, url);
    return !event.defaultPrevented;
  });
}

import { EventEmitter } from 'node:events';
import { FakeEvent } from './event.ts';
import { mustComeAfterReady, world } from './world.ts';

interface NoticeOptions {
  readonly title: string;
  readonly body: string;
  readonly silent?: boolean;
}

/** A notice of the system. It is shown, or fails, after `show()` has returned (notification.md, `show`, `failed`). */
export class Notification extends EventEmitter {
  /** The bodies of all that were asked for, and the notices themselves. */
  static readonly shown: string[] = [];
  static readonly made: Notification[] = [];
  static supported = true;
  static isSupported(): boolean {
    return Notification.supported;
  }
  readonly title: string;
  readonly body: string;
  readonly silent: boolean | undefined;
  constructor({ title, body, silent }: NoticeOptions) {
    super();
    mustComeAfterReady('Notification');
    this.title = title;
    this.body = body;
    this.silent = silent;
  }
  show(): void {
    Notification.shown.push(this.body);
    Notification.made.push(this);
    const error = world.noticesFail;
    queueMicrotask(() => {
      if (error === null) this.emit('show', new FakeEvent());
      else this.emit('failed', new FakeEvent(), error);
    });
  }
  /** Windows emits `close` for it, other systems may not (notification.md, event `close`). */
  close(): void {
    this.emit('close', new FakeEvent());
  }
}

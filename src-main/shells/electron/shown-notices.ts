import { Notification } from 'electron';
import type { OfferNotice } from '../../../src-preload/contract/offer-notices.ts';
import { harmless } from '../../../src-preload/rules/harmless.ts';

/** The most notifications that are referenced. A garbage-collected one no longer receives its click. */
const KEPT = 50;

export interface ShownNoticesPorts {
  /** Brings the desk to the front, at an address of its page. */
  readonly open: (at: string) => void;
  /** The system has shown it. */
  readonly shown: (key: string) => void;
  /** The system has refused to show it. */
  readonly failed: (notice: OfferNotice, error: string) => void;
}

/** The notifications of the system, one for each key. */
export class ShownNotices {
  readonly #ports: ShownNoticesPorts;
  readonly #byKey = new Map<string, Notification>();

  constructor(ports: ShownNoticesPorts) {
    this.#ports = ports;
  }

  show(notice: OfferNotice, silent: boolean): void {
    const { key, title, body, at } = notice;
    this.#byKey.get(key)?.close();
    const made = new Notification({ title: harmless(title), body: harmless(body), silent });
    const gone = () => {
      if (this.#byKey.get(key) === made) this.#byKey.delete(key);
    };
    made.on('click', () => {
      gone();
      this.#ports.open(at);
    });
    made.on('close', gone);
    made.on('show', () => this.#ports.shown(key));
    made.on('failed', (_event, error) => {
      gone();
      this.#ports.failed(notice, error);
    });
    this.#byKey.set(key, made);
    const [oldest] = this.#byKey.keys();
    if (this.#byKey.size > KEPT && oldest !== undefined) this.#byKey.delete(oldest);
    made.show();
  }
}

import { Notification } from 'electron';
import { harmless, harmlessLine } from '../../../src-preload/rules/harmless.ts';

/** For whoever reads the terminal that this was started in. */
export function sayInTerminal(sentence: string): void {
  process.stderr.write(`${harmlessLine(sentence)}\n`);
}

/** Tells the person, whatever window is in front; in the terminal, too, since a system may show no notices. */
export function notify(sentence: string): void {
  sayInTerminal(sentence);
  if (Notification.isSupported()) new Notification({ title: 'Trunkline', body: harmless(sentence) }).show();
}

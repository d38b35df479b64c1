import { Notification } from 'electron';
import { harmless, harmlessLine } from '../../../src-preload/rules/harmless.ts';

/** Prints a sentence in the terminal from which this was started. */
export function printInTerminal(sentence: string): void {
  process.stderr.write(`${harmlessLine(sentence)}\n`);
}

/** Notifies the person, whatever window is in front, and also prints it, because a system may show no notifications. */
export function notify(sentence: string): void {
  printInTerminal(sentence);
  if (Notification.isSupported()) new Notification({ title: 'Trunkline', body: harmless(sentence) }).show();
}

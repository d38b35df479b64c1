import './contract/without-eval.ts';
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { channels, eventChannel } from './contract/channels.ts';
import { deskEvent, isCommand, type Reply, reply } from './contract/index.ts';

function refused(code: 'invalid-input' | 'unavailable' | 'failed', message: string): Reply {
  return { ok: false, error: { code, message } };
}

/**
 * All that the page gets of Electron. Names of channels never come from the page: a command is looked up in the contract's
 * map. Errors cross as replies, since the context bridge would strip them to their message.
 */
const trunkline = {
  async call(command: unknown, input: unknown): Promise<Reply> {
    if (typeof command !== 'string' || !isCommand(command)) {
      return refused('invalid-input', `Trunkline has no command named ${String(command).slice(0, 60)}.`);
    }
    let crossed: unknown;
    try {
      crossed = await ipcRenderer.invoke(channels[command], input);
    } catch {
      return refused('unavailable', 'Trunkline does not answer. Close its window and start it again; nothing is lost.');
    }
    const answer = reply.safeParse(crossed);
    return answer.success ? answer.data : refused('failed', 'Trunkline answered in a way that is not understood.');
  },

  /** The returned function stops it. */
  on(listener: unknown): () => void {
    if (typeof listener !== 'function') throw new TypeError('on() takes a function');
    const hear = (_: unknown, crossed: unknown) => {
      if (crossed === null) listener(null);
      else {
        const event = deskEvent.safeParse(crossed);
        if (event.success) listener(event.data);
      }
    };
    ipcRenderer.on(eventChannel, hear);
    return () => {
      ipcRenderer.off(eventChannel, hear);
    };
  },

  /** Where a file lies that the person dropped on the window; empty for one that was made in the page. */
  pathOf(file: File): string {
    return webUtils.getPathForFile(file);
  },
};

contextBridge.exposeInMainWorld('trunkline', trunkline);

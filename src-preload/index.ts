import './contract/without-eval.ts';
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { channels, dropChannel, eventChannel, goChannel } from './contract/channels.ts';
import { deskEvent, isCommand, type Reply, reply } from './contract/index.ts';

function refused(code: 'invalid-input' | 'unavailable' | 'failed', message: string): Reply {
  return { ok: false, error: { code, message } };
}

/** The result of a call as a reply, even if there was none. */
async function settled(asked: Promise<unknown>): Promise<Reply> {
  let crossed: unknown;
  try {
    crossed = await asked;
  } catch {
    // The bridge itself failed, and its error means nothing to a person.
    return refused('unavailable', 'Trunkline isn’t responding. Close its window and start it again; nothing was lost.');
  }
  const answer = reply.safeParse(crossed);
  return answer.success ? answer.data : refused('failed', 'Trunkline sent an invalid answer.');
}

/**
 * All that the page gets of Electron. Channel names never come from the page: a command is looked up in the contract's map. Errors are
 * passed as replies, because the context bridge would reduce them to their message.
 */
const trunkline = {
  async call(command: unknown, input: unknown): Promise<Reply> {
    if (typeof command !== 'string' || !isCommand(command)) {
      return refused('invalid-input', `Trunkline has no command named ${String(command).slice(0, 60)}.`);
    }
    return settled(ipcRenderer.invoke(channels[command], input));
  },

  /** The returned function stops it. */
  on(listener: unknown): () => void {
    if (typeof listener !== 'function') throw new TypeError('on() takes a function');
    const onEvent = (_: unknown, crossed: unknown) => {
      if (crossed === null) listener(null);
      else {
        const event = deskEvent.safeParse(crossed);
        if (event.success) listener(event.data);
      }
    };
    ipcRenderer.on(eventChannel, onEvent);
    return () => {
      ipcRenderer.off(eventChannel, onEvent);
    };
  },

  /**
   * Passes a file that the person dropped on the window, or picked in the page, to the desk. Returns the path that the page may use for it
   * from then on, or why that is not possible; null for a file that was created in the page.
   *
   * The page passes the file itself and never a path: Electron only has a path for files from the system, from a drop or a file dialog, and
   * a script can't create such a file (`webUtils.getPathForFile` returns an empty path for those it creates). The channel can only be used
   * from this script, which the page can't access (context isolation); only code that has escaped from the page's engine, inside the
   * sandbox, could use it. Even then the main process checks the sender, and refuses the desk's own files.
   */
  async take(file: File): Promise<Reply | null> {
    const path = webUtils.getPathForFile(file);
    return path === '' ? null : settled(ipcRenderer.invoke(dropChannel, path));
  },
};

contextBridge.exposeInMainWorld('trunkline', trunkline);

// A notification was clicked. Only the part after # changes, so that the page and its input are kept: loading the address would reload the
// page if it already shows that address.
ipcRenderer.on(goChannel, (_, at: unknown) => {
  if (typeof at === 'string' && at.startsWith('/')) location.hash = at;
});

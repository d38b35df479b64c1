import './contract/without-eval.ts';
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { channels, dropChannel, eventChannel, goChannel } from './contract/channels.ts';
import { deskEvent, isCommand, type Reply, reply } from './contract/index.ts';

function refused(code: 'invalid-input' | 'unavailable' | 'failed', message: string): Reply {
  return { ok: false, error: { code, message } };
}

/** What crossed, in the form of a reply, also where nothing did. */
async function settled(asked: Promise<unknown>): Promise<Reply> {
  let crossed: unknown;
  try {
    crossed = await asked;
  } catch {
    // The bridge itself failed, and what it threw says nothing to a person.
    return refused('unavailable', 'Trunkline isn’t responding. Close its window and start it again; nothing was lost.');
  }
  const answer = reply.safeParse(crossed);
  return answer.success ? answer.data : refused('failed', 'Trunkline sent an invalid answer.');
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
    return settled(ipcRenderer.invoke(channels[command], input));
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

  /**
   * Hands a file that the person dropped on the window, or picked in the page, over to the desk. Answered by the path by which the
   * page may name it from then on, or by why not; null for a file that was made in the page.
   *
   * The page gives the file itself and never a path: Electron knows a path only of files that came from the system, by a drop or a file dialog,
   * and a script can make no such file (`webUtils.getPathForFile` has an empty path for those it makes). The channel can be used from
   * this script alone, which the page can't reach (context isolation); only code that has broken out of the page's own engine, inside the
   * sandbox, could speak on it. The main process then still checks who sends, and gives none of the desk's own files.
   */
  async take(file: File): Promise<Reply | null> {
    const path = webUtils.getPathForFile(file);
    return path === '' ? null : settled(ipcRenderer.invoke(dropChannel, path));
  },
};

contextBridge.exposeInMainWorld('trunkline', trunkline);

// A notice was clicked. Only what stands behind # changes, so the page stays, and with it what is being typed: loading the address
// would reload the page where it shows that address already.
ipcRenderer.on(goChannel, (_, at: unknown) => {
  if (typeof at === 'string' && at.startsWith('/')) location.hash = at;
});

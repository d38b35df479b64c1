import { CommandError, type CommandInput, type CommandName } from '../../src-preload/contract/index.ts';
import { TOKEN_HEADER } from '../../src-preload/contract/page-session.ts';
import type { PageBridge } from './page-bridge.ts';
import { pageToken } from './page-token.ts';
import { readReply } from './read-reply.ts';
import { sharedEvents } from './shared-events.ts';

function unreachable(): CommandError {
  return new CommandError(
    'unavailable',
    'Trunkline isn’t responding. Queued work is saved; this page reconnects when Trunkline runs again.',
  );
}

function signedOut(): CommandError {
  return new CommandError(
    'unavailable',
    'This page is signed out because Trunkline was restarted. Run “npm run -s trunkline -- open” in its folder to sign in. Queued work is saved.',
  );
}

async function post<N extends CommandName>(command: N, input: CommandInput<N>) {
  const response = await fetch(`api/call/${command}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [TOKEN_HEADER]: pageToken() ?? '' },
    body: JSON.stringify(input),
    credentials: 'same-origin',
  }).catch(() => {
    throw unreachable();
  });
  if (response.status === 401 || response.status === 403) throw signedOut();
  const body: unknown = await response.json().catch(() => {
    throw unreachable();
  });
  return readReply(command, body);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // An answer that is not JSON did not come from the desk, which the caller reports.
    return undefined;
  }
}

/** XMLHttpRequest, because fetch doesn't report how much of a body was sent. */
function upload(file: File, progress: (share: number) => void, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `api/upload?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader(TOKEN_HEADER, pageToken() ?? '');
    request.upload.onprogress = (e) => progress(e.lengthComputable && e.total > 0 ? e.loaded / e.total : 0);
    request.onload = () => {
      if (request.status === 401 || request.status === 403) return reject(signedOut());
      const answer = parse(request.responseText) as
        | { ok?: boolean; value?: { path?: unknown }; error?: { message?: unknown } }
        | undefined;
      const path = answer?.value?.path;
      if (answer?.ok === true && typeof path === 'string') resolve(path);
      else {
        const why = answer?.error?.message;
        reject(
          new CommandError(
            'file',
            typeof why === 'string' ? why : `${file.name} could not be uploaded (HTTP ${request.status}). Try again.`,
          ),
        );
      }
    };
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new CommandError('failed', 'Stopped.'));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

/** The bridge over the loopback server of the browser shell that served this page. */
export function httpBridge(): PageBridge {
  return { call: post, on: sharedEvents(), take: upload };
}

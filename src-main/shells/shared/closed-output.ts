/** What a write says when nobody reads any more: the terminal was closed, or the program behind the pipe has ended. */
const NOBODY_READS = new Set(['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED']);

/**
 * Goes on where stdout or stderr is closed. Without this a write to it is an uncaught exception, for which Electron opens a box with "A
 * JavaScript error occurred in the main process" each time (electron/electron issue 40781). What else fails is thrown as before.
 */
export function outliveClosedOutput(
  streams: readonly NodeJS.WritableStream[] = [process.stdout, process.stderr],
): void {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (!NOBODY_READS.has(error.code ?? '')) throw error;
    });
  }
}

import type { ServerResponse } from 'node:http';
import { basename } from 'node:path';
import { CommandError } from '../../../src-preload/contract/index.ts';
import { type OpenInput, openInput } from '../../files/open-input.ts';
import { writtenFile } from '../shared/written-files.ts';
import { refuse, sendFile } from './answer.ts';
import { OneTimeSecrets } from './one-time.ts';

/** How long a download may be started after it was requested, ms. */
const TICKET_LIFE_MS = 60_000;

/**
 * Files that the desk has written, as downloads of the page. A browser's download has no custom headers, so each is authorized by its own
 * ticket.
 */
export interface Downloads {
  /** An address of the page's own origin at which the file can be downloaded once. @throws CommandError `not-found` */
  address(path: string): string;
  /** `GET /api/file?ticket=…` */
  send(ticket: string, res: ServerResponse): Promise<void>;
}

/** Downloads of the files in a data folder that were written for people. */
export function openDownloads(dataDir: string, now?: () => number): Downloads {
  const tickets = new OneTimeSecrets<string>(TICKET_LIFE_MS, now);
  return {
    address: (path) => `/api/file?ticket=${tickets.issue(writtenFile(dataDir, path))}`,
    async send(ticket, res) {
      const redeemed = tickets.redeem(ticket);
      if (typeof redeemed === 'string') {
        return refuse(
          res,
          404,
          'not-found',
          'This download link was used or has expired. Start the download again in Trunkline.',
        );
      }
      let written: OpenInput;
      try {
        // The file may have been replaced since.
        written = await openInput(writtenFile(dataDir, redeemed.value));
      } catch (error) {
        const why = error instanceof CommandError ? error.message : 'The file can’t be read. Export it again.';
        return refuse(res, 404, 'not-found', why);
      }
      const name = basename(written.path);
      const plain = name.replaceAll(/[^\w. -]/g, '_');
      await sendFile(
        res,
        written.file,
        {
          'content-type': 'application/octet-stream',
          'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
        },
        true,
      );
    },
  };
}

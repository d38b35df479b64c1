import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';

/** An answer of a practice vendor's control interface. */
export interface ControlReply {
  readonly status: number;
  readonly value: unknown;
}

export const done = (value: unknown): ControlReply => ({ status: 200, value });

export const noSuchControl = ({ method }: IncomingMessage, { pathname }: URL): ControlReply => ({
  status: 404,
  value: { error: `The control interface has no ${method} ${pathname}.` },
});

/** Why a request from a web page (with an `Origin`) is refused. */
export const NO_WEB_PAGES = 'Web pages may not use the control interface of a practice vendor.';

/** The body of `POST /practice/faults`: a list of faults, or `{faults, seed}`. */
export const faultsBody = <F extends z.ZodType>(fault: F) =>
  z.union([
    z.array(fault).transform((faults) => ({ faults, seed: 1 })),
    z.strictObject({ faults: z.array(fault), seed: z.number().int().default(1) }),
  ]);

/** A whole number of the query, from 0. */
export function queryNumber(url: URL, name: string, otherwise: number): number {
  const value = Number(url.searchParams.get(name) ?? otherwise);
  return Number.isInteger(value) && value >= 0 ? value : otherwise;
}

/**
 * Answers a request to the control interface of a practice vendor, which the vendor doesn't have, as JSON. What `reply` throws is a 400 with
 * its message. A request from a web page is refused.
 */
export async function serveControl(
  req: IncomingMessage,
  res: ServerResponse,
  reply: () => ControlReply | Promise<ControlReply>,
): Promise<void> {
  const { status, value } = req.headers.origin === undefined ? await attempted(reply) : refused;
  if (res.destroyed) return;
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  res.end(JSON.stringify(value));
}

const refused: ControlReply = { status: 403, value: { error: NO_WEB_PAGES } };

async function attempted(reply: () => ControlReply | Promise<ControlReply>): Promise<ControlReply> {
  try {
    return await reply();
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    return { status: 400, value: { error: `The control interface can't use this request: ${why}` } };
  }
}

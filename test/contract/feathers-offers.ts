import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import feathersExpress, { errorHandler, notFound, rest } from '@feathersjs/express';
import { feathers, type HookContext } from '@feathersjs/feathers';
import { memory } from '@feathersjs/memory';

/** An offer as the document shows it, with the flat ids that its queries name. */
export interface DocumentOffer {
  readonly [field: string]: unknown;
  readonly id: number;
  readonly lead: Readonly<Record<string, unknown>> & { readonly id: number };
  readonly user: Readonly<Record<string, unknown>> & { readonly id: number };
  readonly team: Readonly<Record<string, unknown>> & { readonly id: number };
  readonly notify_at: string | null;
  readonly rank: string | null;
}

/**
 * How the service keeps them. `columns`: numbers, booleans and instants as such behind hooks that read a query's text, as a
 * database with a schema does; they go out as the document's text. `text`: everything is text and nothing is converted.
 */
export type Keeps = 'columns' | 'text';

export interface OfferService {
  readonly url: string;
  close(): Promise<void>;
}

const NUMBERS = new Set(['id', 'team_id', 'user_id', 'lead_id', 'rank']);
const FLAGS = ['assign_automatically', 'has_call_alert', 'has_text_alert', 'has_email_alert'];

/** A FeathersJS service of offers on 127.0.0.1, at `/leads/{any}/offers` as the document samples it, and at `/leads/offers`. */
export async function serveOffers(offers: readonly DocumentOffer[], keeps: Keeps): Promise<OfferService> {
  const app = feathersExpress(feathers());
  app.configure(rest());
  const rows = keeps === 'columns' ? offers.map(columns) : offers.map(texts);
  const store = Object.fromEntries(rows.map((row) => [String(row.id), row]));
  const paginate = { default: 10, max: 1000 };
  for (const path of ['/leads/offers', '/leads/:leadId/offers']) {
    app.use(path, memory({ store, paginate }));
    if (keeps === 'columns') {
      app.service(path).hooks({ before: { find: [readTexts] }, after: { find: [writeTexts] } });
    }
  }
  app.use(notFound());
  app.use(errorHandler({ logger: false }));
  const server: Server = await app.listen(0, '127.0.0.1');
  if (!server.listening) await new Promise((done) => server.once('listening', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await app.teardown(server);
    },
  };
}

const flat = (offer: DocumentOffer) => ({ team_id: offer.team.id, user_id: offer.user.id, lead_id: offer.lead.id });

function columns(offer: DocumentOffer): Record<string, unknown> {
  const row: Record<string, unknown> = { ...offer, ...flat(offer) };
  for (const name of ['rank', ...FLAGS, 'notify_at']) row[name] = column(name, offer[name]);
  return row;
}

function texts(offer: DocumentOffer): Record<string, unknown> {
  const ids = Object.entries(flat(offer)).map(([name, id]) => [name, String(id)]);
  return { ...offer, id: String(offer.id), ...Object.fromEntries(ids) };
}

/** What a text is in its column; text where it can't be that. */
function column(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (NUMBERS.has(name)) return /^-?\d+$/.test(value) ? Number(value) : value;
  if (FLAGS.includes(name)) return value === 'true' ? true : value === 'false' ? false : value;
  const at = name === 'notify_at' ? new Date(value) : null;
  return at === null || Number.isNaN(at.getTime()) ? value : at;
}

function readTexts(context: HookContext): HookContext {
  const read = (name: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((one) => column(name, one));
    if (typeof value !== 'object' || value === null) return column(name, value);
    return Object.fromEntries(Object.entries(value).map(([operator, one]) => [operator, read(name, one)]));
  };
  const query = Object.entries((context.params.query ?? {}) as Record<string, unknown>);
  context.params.query = Object.fromEntries(
    query.map(([name, value]) => [name, name.startsWith('$') ? value : read(name, value)]),
  );
  return context;
}

function writeTexts(context: HookContext): HookContext {
  for (const row of (context.result as { data: Record<string, unknown>[] }).data) {
    for (const name of ['rank', ...FLAGS]) row[name] = row[name] === null ? null : String(row[name]);
  }
  return context;
}

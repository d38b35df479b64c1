import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { SAMPLE } from '../../../../src-main/practice/leadexec/account/sample-ids.ts';
import {
  type PracticeLeadExec,
  type PracticeLeadExecOptions,
  startPracticeLeadExec,
} from '../../../../src-main/practice/leadexec/start-practice-leadexec.ts';

export const START = Date.UTC(2026, 10, 4, 22, 29, 22, 147);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const FIRST_LEAD = 12_345_678;
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const { campaign: CAMPAIGN } = SAMPLE;

/** A vendor on a free port, with a clock that stands unless moved, closed after the test. */
export async function leadexec(options: PracticeLeadExecOptions = {}): Promise<PracticeLeadExec> {
  const vendor = await startPracticeLeadExec({ clock: () => START, ...options });
  onTestFinished(() => vendor.close());
  return vendor;
}

/** A folder of its own, gone after the test. */
export async function folder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'leadexec-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  return dir;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly type: string;
  readonly headers: Headers;
}

export async function send(
  url: string,
  type: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const answer = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': type, ...headers },
    body,
  });
  return {
    status: answer.status,
    text: await answer.text(),
    type: answer.headers.get('content-type') ?? '',
    headers: answer.headers,
  };
}

type Values = Readonly<Record<string, string>>;

export const LEAD: Values = {
  FirstName: 'Ann',
  LastName: 'Davis',
  Email: 'ann@example.com',
  PrimaryPhone: '(702) 555-0123',
  State: 'NV',
  Zip: '89101',
};
/** Who posts, unless told otherwise. */
export const SOURCE: Values = { vid: '18', lid: '1', aid: '23', password: 'practice' };
export const CALL: Values = {
  ivrNumber: '8005550199',
  callDuration: '75',
  callResult: 'Transferred',
  callDate: '11/03/2026 02:15 PM',
};

export interface Post {
  readonly source?: Values;
  /** Each lead's fields. */
  readonly leads?: readonly Values[];
  /** Of every lead: reference, noSell, call details, leadUID. */
  readonly properties?: Values;
}

export type Format = 'form' | 'xml' | 'json';

/** Writes a request's body as the document's section for that format shows it. */
export function bodyOf(format: Format, { source = {}, leads = [LEAD], properties = {} }: Post): string {
  const of = { ...SOURCE, ...source };
  if (format === 'form') {
    const lowered = Object.entries(properties).map(([name, value]) => [name.toLowerCase(), value] as const);
    return new URLSearchParams({ ...of, ...leads[0], ...Object.fromEntries(lowered) }).toString();
  }
  if (format === 'json') {
    const { returnurl, ...rest } = of;
    return JSON.stringify({
      source: {
        ...rest,
        ...Object.fromEntries(['vid', 'lid', 'aid'].flatMap((id) => (id in rest ? [[id, Number(rest[id])]] : []))),
        ...(returnurl === undefined ? {} : { returnURL: returnurl }),
      },
      leads: leads.map((fields) => ({ properties, fields })),
    });
  }
  const attributes = Object.entries(of).map(([name, value]) => `${name}="${value}"`);
  const { reference = '', ...call } = properties;
  const element = ([name, value]: readonly [string, string]) => `<${name}>${value.replaceAll('&', '&amp;')}</${name}>`;
  const details = Object.entries(call).map(([name, value]) => element([XML_NAMES[name] ?? name, value]));
  const written = leads.map(
    (fields) =>
      `<Lead reference="${reference}">${details.join('')}${Object.entries(fields).map(element).join('')}</Lead>`,
  );
  return `<Leads ${attributes.join(' ')}>${written.join('')}</Leads>`;
}

const XML_NAMES: Readonly<Record<string, string>> = {
  ivrNumber: 'IVRNumber',
  callDuration: 'CallDuration',
  callResult: 'CallResult',
  callDate: 'CallDate',
};
export const TYPES: Readonly<Record<Format, string>> = {
  form: 'application/x-www-form-urlencoded',
  xml: 'application/xml',
  json: 'application/json',
};

/** Posts to a path below the vendor's address. */
export function post(to: PracticeLeadExec, path: string, format: Format, what: Post = {}): Promise<Reply> {
  return send(to.url + path, TYPES[format], bodyOf(format, what));
}

/** Posts a general lead as JSON and reads the JSON answer. */
export async function general<T = PostAnswer>(to: PracticeLeadExec, what: Post = {}): Promise<T> {
  return JSON.parse((await post(to, '/processor/insert/general/json', 'json', what)).text) as T;
}

export interface PostAnswer {
  readonly PostID: string;
  readonly isValidPost: boolean;
  readonly ResponseType: string | number;
  readonly ResponseDetails: string;
  readonly LeadIdentifier: number | null | string;
  readonly VendorAccountAssigned: number | null | string;
  readonly PendingQCReview: boolean;
  readonly Price: number;
  readonly RedirectURL: string;
  readonly StatusURL: string;
  readonly Sends: readonly {
    ClientUID: number;
    ClientName: string;
    RedirectURL: string;
    Valid: boolean;
    Price: number;
  }[];
  readonly ClientInfos: readonly { ClientUID: number; ClientName: string; AgentName: string; AgentPhone: string }[];
}

export interface StatusAnswer {
  readonly PostID: string;
  readonly LeadIdentifier: number;
  readonly IsValid: boolean;
  readonly RejectionReason: string;
  readonly VendorAccountAssigned: number;
  readonly DateReceived: string;
  readonly QualityControlDetails: {
    readonly PendingReview: boolean;
    readonly DateOfReview: string | null;
    readonly IsQualityControlRejected: boolean;
    readonly RejectionReason: string;
  };
  readonly ReturnDetails: {
    readonly IsReturned: boolean;
    readonly DateOfReturn: string | null;
    readonly ReturnReason: string;
  };
  readonly Price: number;
}

export async function status(to: PracticeLeadExec, postId: string): Promise<StatusAnswer> {
  return (await (await fetch(`${to.url}/information/queuestatus/${postId}`)).json()) as StatusAnswer;
}

/** Another person for each number, so that nothing is a duplicate. */
export const person = (n: number): Values => ({
  ...LEAD,
  Email: `person${n}@example.com`,
  PrimaryPhone: `702555${String(1000 + n)}`,
});

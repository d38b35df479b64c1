import {
  type Connection,
  type ConnectionInput,
  type ConnectionKind,
  connectionInput,
  connectionKind,
} from '../../../../src-preload/contract/index.ts';
import { attach } from '../attach.ts';
import { connectionNamed } from '../named.ts';
import { RECEIVER_OPTIONS, receiver } from '../receiver-options.ts';
import { readReceiverSecrets, readSecret } from '../secret.ts';
import { EXIT, mustHave, number, text, UsageError, type Verb, type VerbContext } from '../verb.ts';
import { fetchReportedChoices, testInWords } from './test.ts';

/** The documented addresses of the sources. Every dialer has its own. */
const DOCUMENTED: Readonly<Partial<Record<ConnectionKind, string>>> = {
  locumjobs: 'https://www.locumjobsonline.com',
  liondesk: 'https://api-v2.liondesk.com',
  receiver: 'https://leads.leadexec.net',
  leadexec: 'https://api.leadexec.net',
};

/** What a kind's secret is called, if it isn't a password. */
const SECRETS: Readonly<Partial<Record<ConnectionKind, string>>> = {
  liondesk: 'token (or client secret)',
  leadexec: 'client secret',
};

/** Adds or changes a connection. The password or token comes from stdin or TRUNKLINE_PASSWORD, never from an argument. */
export const connect: Verb = {
  group: 'Connections',
  usage:
    'connect crocodial|locumjobs|liondesk|receiver|leadexec --name NAME [--url URL] [--user USER] [--timeout SECONDS]\n' +
    '      crocodial: [--concurrency N] [--per-second N] [--profile vicidial|as-is] [--accents fold|keep] [--plus space|keep] [--default-list ID] [--default-campaign ID] [--no-test]\n' +
    '      locumjobs: [--auth basic|bearer] [--format json|xml] [--every MINUTES] [--max N] [--from YYYY-MM-DD]\n' +
    '                 [--per-second N]\n' +
    '      liondesk:  [--auth token|oauth] [--every MINUTES] [--max N] [--per-second N] [--write-back on|off] [--sole-use on|off] [--claimed-via Email|Text|Phone|Assigned|Auto]\n' +
    '      receiver:  --vid N --lid N [--aid N] [--body form|xml|json] [--answer json|xml] [--async]\n' +
    '                 [--duplicate-check on|off] [--return-days N] [--return-url URL] [--concurrency N] [--per-second N]\n' +
    '      leadexec:  --client-id ID [--concurrency N] [--per-second N]',
  what: 'Connects a dialer, a lead source, a lead receiver or a LeadExec account. The password or token is read from stdin or TRUNKLINE_PASSWORD; for a LeadExec account it is the client secret. For a receiver, enter the campaign password on the first line of stdin and the token on the second; either line may be empty.',
  options: {
    name: {
      type: 'string',
      value: 'NAME',
      about: 'The connection’s name. An existing name changes that connection.',
    },
    url: {
      type: 'string',
      value: 'URL',
      about: 'The vendor’s address. Required for a dialer; the others have a default.',
    },
    user: {
      type: 'string',
      value: 'USER',
      about: 'The dialer’s API user, the user for Basic, or the client ID for OAuth.',
    },
    concurrency: {
      type: 'string',
      value: 'N',
      about: 'Maximum concurrent requests. Default: adjusted automatically.',
    },
    'per-second': { type: 'string', value: 'N', about: 'Maximum requests per second. Default: no limit.' },
    timeout: { type: 'string', value: 'SECONDS', about: 'Timeout in seconds (default 30).' },
    profile: {
      type: 'string',
      value: 'vicidial|as-is',
      about: 'How the dialer stores values: as VICIdial does, or as sent (default vicidial).',
    },
    accents: {
      type: 'string',
      value: 'fold|keep',
      about: 'fold sends José as Jose, keep sends it unchanged (default fold).',
    },
    plus: { type: 'string', value: 'space|keep', about: 'How a plus sign is sent (default space).' },
    'default-list': { type: 'string', value: 'ID', about: 'The default list for imports.' },
    'default-campaign': {
      type: 'string',
      value: 'ID',
      about: 'The default campaign for imports.',
    },
    'no-test': { type: 'boolean', about: 'Do not test the dialer after it is connected.' },
    auth: {
      type: 'string',
      value: 'KIND',
      about: 'How to log in: basic or bearer at LocumJobsOnline, token or oauth at LionDesk.',
    },
    format: { type: 'string', value: 'json|xml', about: 'The format of LocumJobsOnline’s answers.' },
    every: { type: 'string', value: 'MINUTES', about: 'How often to fetch leads, in minutes.' },
    max: { type: 'string', value: 'N', about: 'Leads per request.' },
    from: { type: 'string', value: 'YYYY-MM-DD', about: 'The first day to fetch leads from.' },
    'write-back': { type: 'string', value: 'on|off', about: 'Whether claims and outcomes are reported to LionDesk.' },
    'sole-use': { type: 'string', value: 'on|off', about: 'Whether only this desk uses the account.' },
    ...RECEIVER_OPTIONS,
    'client-id': { type: 'string', value: 'ID', about: 'The client id of a LeadExec account.' },
    'claimed-via': {
      type: 'string',
      value: 'WAY',
      about: 'The claim method reported to LionDesk: Email, Text, Phone, Assigned or Auto.',
    },
  },
  examples: [
    'connect receiver --name LeadExec --vid 18 --lid 1 --aid 23 < password-and-token.txt',
    'connect crocodial --name Main --url https://x.croco-dial.net --user api < password.txt',
    'connect liondesk --name LionDesk < token.txt',
    'connect leadexec --name Account --client-id 00000000-0000-0000-0000-000000000000 < secret.txt',
  ],
  async run(context) {
    const kind = connectionKind.safeParse(context.words[0]);
    if (!kind.success) {
      throw new UsageError(`connect takes ${connectionKind.options.join(', ')}, not ${context.words[0] ?? 'nothing'}.`);
    }
    const name = mustHave(context, 'name', 'the connection’s name');
    const secrets = kind.data === 'receiver' ? await readReceiverSecrets() : null;
    const password = kind.data === 'receiver' ? null : await readSecret('TRUNKLINE_PASSWORD');
    const desk = await attach(context.dataDir, false);
    try {
      const known = (await desk.call('connections.list', {})).find(
        (one) => one.name.toLowerCase() === name.toLowerCase(),
      );
      if (password === null && !known && kind.data !== 'receiver') {
        const secret = SECRETS[kind.data] ?? 'password';
        throw new UsageError(`The ${secret} is missing: pass it on stdin, or set TRUNKLINE_PASSWORD.`);
      }
      const input = connectionInput.safeParse({
        ...(known ? { id: known.id } : {}),
        kind: kind.data,
        name,
        ...(password === null ? {} : { password }),
        ...(secrets === null ? {} : { secrets }),
        ...shared(context, kind.data, known),
        ...ofKind(context, kind.data, known),
      });
      if (!input.success) {
        const issue = input.error.issues[0];
        throw new UsageError(`${issue?.path.join('.') ?? 'input'}: ${issue?.message ?? 'not valid'}`);
      }
      const connection = await desk.call('connections.save', input.data);
      const as = connection.user === '' ? '' : ` as ${connection.user}`;
      if (!context.json) context.out(`${known ? 'Changed' : 'Connected'} ${connection.name}: ${connection.url}${as}.`);
      if (kind.data !== 'crocodial' || context.options['no-test'] === true) {
        if (connection.runState === 'stopped')
          context.remark(`${connection.name} is still stopped. Continue with \`trunkline resume ${connection.name}\`.`);
        if (context.json) context.out(JSON.stringify(connection));
        return EXIT.ok;
      }
      const test = await desk.call('connections.test', { id: connection.id, byItself: true });
      if (test.verdict === 'ok') await fetchReportedChoices(desk, connection, context.remark);
      // A failed test stops the connection, so it is read again before it is printed.
      const tested = await connectionNamed(desk, name);
      context.out(context.json ? JSON.stringify(tested) : testInWords(test));
      // It is saved whatever the result of the test. A stopped connection needs attention.
      return tested.runState === 'stopped' ? EXIT.attention : EXIT.ok;
    } finally {
      await desk.close();
    }
  },
};

type Input = Partial<ConnectionInput>;

function ofKind(context: VerbContext, kind: ConnectionKind, known: Connection | undefined): object {
  if (kind === 'crocodial') return dialer(context, known);
  if (kind === 'leadexec') {
    return {
      concurrency: number(context, 'concurrency') ?? known?.concurrency ?? null,
      perSecond: number(context, 'per-second') ?? known?.perSecond ?? null,
    };
  }
  return kind === 'receiver' ? receiver(context, known) : source(context, kind, known);
}

function shared(context: VerbContext, kind: ConnectionKind, known: Connection | undefined): Input {
  const timeout = number(context, 'timeout');
  const given = timeout === undefined ? {} : { timeoutMs: timeout * 1000 };
  if (kind === 'crocodial') {
    const url = mustHave(context, 'url', 'the dialer’s address');
    return { url, user: mustHave(context, 'user', 'the dialer’s API user'), ...given };
  }
  const url = text(context, 'url') ?? known?.url ?? DOCUMENTED[kind] ?? '';
  const user = text(context, kind === 'leadexec' ? 'client-id' : 'user') ?? known?.user ?? '';
  if (kind === 'leadexec' && user === '') mustHave(context, 'client-id', 'the client id of the account');
  return { url, user, ...given };
}

/** The settings that only a dialer has. The contract refuses invalid ones. */
function dialer(context: VerbContext, known: Connection | undefined): object {
  const traits = known?.traits;
  const profile = text(context, 'profile') ?? traits?.profile;
  const listId = text(context, 'default-list');
  const campaign = text(context, 'default-campaign');
  const defaults =
    listId === undefined && campaign === undefined
      ? {}
      : {
          defaults: {
            ...known?.defaults,
            ...(listId === undefined ? {} : { listId }),
            ...(campaign === undefined ? {} : { campaign }),
          },
        };
  return {
    ...defaults,
    traits: {
      ...traits,
      ...(profile === undefined ? {} : { profile }),
      accents: text(context, 'accents') ?? traits?.accents ?? 'fold',
      plus: text(context, 'plus') ?? traits?.plus ?? 'space',
    },
    concurrency: number(context, 'concurrency') ?? null,
    perSecond: number(context, 'per-second') ?? null,
  };
}

/** The fetch settings of a source: from the flags, or else as stored. */
function source(context: VerbContext, kind: 'locumjobs' | 'liondesk', known: Connection | undefined): object {
  const given = {
    auth: text(context, 'auth'),
    everyMinutes: number(context, 'every'),
    ...(kind === 'locumjobs'
      ? { format: text(context, 'format'), from: text(context, 'from'), max: number(context, 'max') }
      : {
          pageSize: number(context, 'max'),
          writeBack: onOrOff(context, 'write-back'),
          soleUse: onOrOff(context, 'sole-use'),
          claimedVia: text(context, 'claimed-via'),
        }),
  };
  const defined = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const perSecond = number(context, 'per-second') ?? known?.perSecond ?? null;
  return { source: { ...known?.source, ...defined, kind }, perSecond };
}

/** A switch of a connection; undefined if it is not given. @throws UsageError */
function onOrOff(context: VerbContext, name: string): boolean | undefined {
  const value = text(context, name);
  if (value === undefined) return undefined;
  if (value !== 'on' && value !== 'off') throw new UsageError(`--${name} must be on or off, not "${value}".`);
  return value === 'on';
}

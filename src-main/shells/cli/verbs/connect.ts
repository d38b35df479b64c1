import { connectionInput } from '../../../../src-preload/contract/index.ts';
import { attach } from '../attach.ts';
import { readSecret } from '../secret.ts';
import { EXIT, mustHave, number, text, UsageError, type Verb } from '../verb.ts';

/** Makes or changes a connection; the password comes by stdin or TRUNKLINE_PASSWORD, never as an argument. */
export const connect: Verb = {
  usage:
    'connect crocodial --name NAME --url URL --user USER [--concurrency N] [--per-second N] [--timeout SECONDS] [--accents fold|keep] [--plus space|keep]',
  what: 'Connects a dialer; the password is read from stdin, or from TRUNKLINE_PASSWORD.',
  options: {
    name: { type: 'string' },
    url: { type: 'string' },
    user: { type: 'string' },
    concurrency: { type: 'string' },
    'per-second': { type: 'string' },
    timeout: { type: 'string' },
    accents: { type: 'string' },
    plus: { type: 'string' },
  },
  async run(context) {
    const [kind] = context.words;
    if (kind !== 'crocodial') throw new UsageError(`connect knows crocodial, not ${kind ?? 'nothing'}.`);
    const name = mustHave(context, 'name', 'what to call the connection');
    const timeout = number(context, 'timeout');
    const password = await readSecret('TRUNKLINE_PASSWORD');
    const desk = await attach(context.dataDir, false);
    try {
      const known = (await desk.call('connections.list', {})).find(
        (one) => one.name.toLowerCase() === name.toLowerCase(),
      );
      if (password === null && !known) {
        throw new UsageError('The password is missing: write it to stdin, or set TRUNKLINE_PASSWORD.');
      }
      const traits = { accents: text(context, 'accents') ?? 'fold', plus: text(context, 'plus') ?? 'space' };
      const input = connectionInput.safeParse({
        ...(known ? { id: known.id } : {}),
        name,
        url: mustHave(context, 'url', 'the dialer’s address'),
        user: mustHave(context, 'user', 'the dialer’s API user'),
        ...(password === null ? {} : { password }),
        traits,
        concurrency: number(context, 'concurrency') ?? null,
        perSecond: number(context, 'per-second') ?? null,
        ...(timeout === undefined ? {} : { timeoutMs: timeout * 1000 }),
      });
      if (!input.success) {
        const issue = input.error.issues[0];
        throw new UsageError(`${issue?.path.join('.') ?? 'input'}: ${issue?.message ?? 'not as it must be'}`);
      }
      const connection = await desk.call('connections.save', input.data);
      context.out(
        context.json
          ? JSON.stringify(connection)
          : `${known ? 'Changed' : 'Connected'} ${connection.name}: ${connection.url} as ${connection.user}.`,
      );
      return EXIT.ok;
    } finally {
      await desk.close();
    }
  },
};

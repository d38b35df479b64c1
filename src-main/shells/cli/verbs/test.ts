import { CommandError, type Connection, type ConnectionTest } from '../../../../src-preload/contract/index.ts';
import { attach, type Desk } from '../attach.ts';
import { connectionNamed } from '../named.ts';
import { EXIT, text, UsageError, type Verb } from '../verb.ts';

/** A test's result as text: what was found, what to do, and the dialer's own message. */
export function testInWords({ words, cure, line, verdict }: ConnectionTest): string {
  const answerText = line === null || verdict === 'ok' ? '' : ` The dialer’s answer: ${line}`;
  return `${words}${cure === null ? '' : ` ${cure}`}${answerText}`;
}

/** Reads the lists and campaigns of a dialer that passed its test, so that they can be chosen. A failure is only a remark. */
export async function fetchReportedChoices(
  desk: Desk,
  { id, name }: Pick<Connection, 'id' | 'name'>,
  remark: (line: string) => void,
): Promise<void> {
  try {
    const { lists, campaigns } = await desk.call('connections.fetchChoices', { id });
    const reported = [
      lists === null ? null : `${lists.length.toLocaleString('en-US')} ${lists.length === 1 ? 'list' : 'lists'}`,
      campaigns === null
        ? null
        : `${campaigns.length.toLocaleString('en-US')} ${campaigns.length === 1 ? 'campaign' : 'campaigns'}`,
    ].filter((one) => one !== null);
    remark(
      reported.length === 0
        ? `${name} does not report its lists and campaigns: enter them yourself.`
        : `${name} reported ${reported.join(' and ')}; \`trunkline dialer lists ${name}\` shows them.`,
    );
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    remark(`Its lists and campaigns could not be read: ${error.message}`);
  }
}

/** Tests a dialer's connection now. */
export const test: Verb = {
  group: 'Connections',
  usage: 'test NAME [--list LIST]',
  what: 'Tests a dialer’s login, permission and, with --list, the list; inserts nothing.',
  options: { list: { type: 'string', value: 'ID', about: 'Also test that this list exists and can be loaded into.' } },
  examples: ['test Main --list 101'],
  exits: { 0: 'everything is correct', 1: 'the dialer could not be reached', 3: 'a problem was found' },
  async run(context) {
    const [name] = context.words;
    if (name === undefined) throw new UsageError('test needs the name of a connection.');
    const listId = text(context, 'list');
    const desk = await attach(context.dataDir, false);
    try {
      const connection = await connectionNamed(desk, name);
      const { id } = connection;
      const found = await desk.call('connections.test', { id, ...(listId === undefined ? {} : { listId }) });
      context.out(context.json ? JSON.stringify(found) : testInWords(found));
      if (found.verdict === 'ok') await fetchReportedChoices(desk, connection, context.remark);
      if (found.verdict === 'unreached') return EXIT.failed;
      return found.verdict === 'ok' ? EXIT.ok : EXIT.attention;
    } finally {
      await desk.close();
    }
  },
};

/** The longest password read from stdin, characters. */
const LONGEST = 4096;

/**
 * A secret from the environment, or else the first line of stdin if it is a pipe; null if there is none. It is never an argument, because
 * every process on the machine can read those.
 */
export async function readSecret(variable: string): Promise<string | null> {
  const fromEnvironment = process.env[variable];
  if (fromEnvironment !== undefined && fromEnvironment !== '') return fromEnvironment;
  if (process.stdin.isTTY) return null;
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += String(chunk);
    if (text.includes('\n') || text.length > LONGEST) break;
  }
  const line = text.split(/\r?\n/, 1)[0] ?? '';
  return line === '' ? null : line;
}

/**
 * The secrets of a receiver: the campaign's password on the first line of stdin and its token on the second, either may be empty; otherwise
 * `TRUNKLINE_PASSWORD` and `TRUNKLINE_TOKEN`. Null if none of these is set.
 */
export async function readReceiverSecrets(): Promise<{ password: string; token: string } | null> {
  let text = '';
  if (!process.stdin.isTTY) {
    for await (const chunk of process.stdin.setEncoding('utf8')) {
      text += String(chunk);
      if (text.split('\n').length > 2 || text.length > 2 * LONGEST) break;
    }
  }
  const { TRUNKLINE_PASSWORD = '', TRUNKLINE_TOKEN = '' } = process.env;
  if (text !== '') {
    const [password = '', token = ''] = text.split(/\r?\n/);
    return { password, token };
  }
  return TRUNKLINE_PASSWORD === '' && TRUNKLINE_TOKEN === ''
    ? null
    : { password: TRUNKLINE_PASSWORD, token: TRUNKLINE_TOKEN };
}

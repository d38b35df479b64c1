/** Whom a deb names where the environment names nobody. */
const NOBODY = 'Trunkline <packages@trunkline.invalid>';

/**
 * What electron-builder is called with: its configuration, what the environment says, and what was asked for. Nothing is ever published by
 * itself. Keys and passwords are read from the environment by electron-builder (docs/packages.md), so that none is seen in a list of processes.
 *
 * @throws Error with a sentence when the environment says something that can't be right
 */
export function packageArguments(
  env: Readonly<Record<string, string | undefined>>,
  asked: readonly string[],
): readonly string[] {
  const args = ['--config', 'build/electron-builder.yml', '--publish', 'never', ...asked];
  args.push(`-c.linux.maintainer=${env.TRUNKLINE_MAINTAINER || NOBODY}`);
  const updates = env.TRUNKLINE_UPDATES;
  if (updates) {
    if (!/^https:\/\/\S+$/.test(updates)) {
      throw new Error(
        `TRUNKLINE_UPDATES is ${updates}. It is the https address of the folder that packages are put in.`,
      );
    }
    args.push('-c.publish.provider=generic', `-c.publish.url=${updates}`);
  }
  if (env.TRUNKLINE_SIGNED === '1') args.push('-c.forceCodeSigning=true');
  return args;
}

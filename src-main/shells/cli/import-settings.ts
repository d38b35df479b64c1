import {
  CommandError,
  type Connection,
  type DialSettings,
  type DuplicateCheck,
  type ImportDetail,
} from '../../../src-preload/contract/index.ts';
import { parseSetPairs, readSettings } from '../../vendors/crocodial/settings.ts';
import type { Desk } from './attach.ts';
import { connectionNamed } from './named.ts';
import { text, texts, UsageError, type Verb, type VerbContext } from './verb.ts';

/** The flags for an import's target and settings. */
export const SETTING_OPTIONS = {
  to: { type: 'string', value: 'NAME', about: 'The dialer’s connection.' },
  list: {
    type: 'string',
    value: 'ID',
    about: 'The dialer’s list, 3 to 12 digits. Default: the template’s list or the connection’s default list.',
  },
  campaign: { type: 'string', value: 'ID', about: 'The dialer’s campaign. Same defaults as --list.' },
  set: {
    type: 'string',
    multiple: true,
    value: 'KEY=VALUE',
    about: 'A dialer setting, such as add_to_hopper=Y.',
  },
  'no-duplicate-check': {
    type: 'boolean',
    about:
      'Load without a duplicate check. By default the dialer looks up each phone in the list before it adds the row (DUPLIST). That costs one search per row, and lets rows whose answer is lost be resolved automatically.',
  },
  template: {
    type: 'string',
    value: 'NAME',
    about: 'Use the columns, dialer, list, campaign and settings of this template; other flags override it.',
  },
  'save-template': { type: 'string', value: 'NAME', about: 'Save the choices of this import as a template.' },
} as const satisfies Verb['options'];

/** The default duplicate check of an import: by phone in the list. */
const BY_PHONE_IN_LIST: DuplicateCheck = { checks: [{ by: 'PHONE', within: 'LIST' }], days: null };
const NONE: DuplicateCheck = { checks: [], days: null };

/** The settings from the flags, without those of a template or defaults. @throws UsageError */
export function settingsFromFlags(context: VerbContext): ReturnType<typeof parseSetPairs>['settings'] {
  const { settings, problems } = parseSetPairs(texts(context, 'set'));
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  const { 'no-duplicate-check': without } = context.options;
  if (without !== true) return settings;
  if (settings.duplicate_check !== undefined)
    throw new UsageError('--no-duplicate-check and --set duplicate_check=… contradict each other: use one of them.');
  return { ...settings, duplicate_check: NONE };
}

/** The connection of an import: from its flag, or else the template's. @throws UsageError, CommandError `not-found` */
export async function connectionOf(
  desk: Desk,
  context: VerbContext,
  detail: Pick<ImportDetail, 'connectionId'> | null,
): Promise<Connection> {
  const to = text(context, 'to');
  if (to !== undefined && to !== '') return await connectionNamed(desk, to);
  if (detail === null) throw new UsageError('--to is missing: the name of the connection.');
  const found = (await desk.call('connections.list', {})).find(({ id }) => id === detail.connectionId);
  if (!found)
    throw new CommandError('not-found', 'The dialer of this template no longer exists. Choose another with --to.');
  return found;
}

/** All settings of an import: from the flags, or else the template's, or else the connection's defaults. @throws UsageError */
export function settingsOf(
  context: VerbContext,
  flagSettings: ReturnType<typeof settingsFromFlags>,
  template: DialSettings | null,
  { defaults }: Pick<Connection, 'defaults'>,
): DialSettings {
  const or = (name: 'list' | 'campaign', ...others: readonly (string | undefined)[]): string => {
    const found = [text(context, name), ...others].find((value) => value !== undefined && value !== '');
    if (found === undefined) throw new UsageError(`--${name} is missing: the dialer’s ${name}.`);
    return found;
  };
  const listId = or('list', template?.list_id, defaults?.listId);
  const campaign = or('campaign', template?.campaign, defaults?.campaign);
  // If another campaign is given, the template's campaign isn't used in its other place either.
  const isTemplates = template !== null && template.campaign === campaign;
  const campaignId = !isTemplates && /^[A-Za-z0-9_-]{2,8}$/.test(campaign) ? { campaign_id: campaign } : {};
  const read = readSettings({
    ...(template ?? { duplicate_check: BY_PHONE_IN_LIST }),
    ...campaignId,
    ...flagSettings,
    list_id: listId,
    campaign,
  });
  if (!read.ok) throw new UsageError(read.problems.map(({ sentence }) => sentence).join('\n'));
  return read.settings;
}

import type {
  Connection,
  LiondeskOperator,
  LiondeskOptions,
  LocumjobsParameter,
} from '../../src-preload/contract/index.ts';
import { checkInput, connectionDrafts, type FieldErrors, type ReadDraft } from './connection-drafts.ts';
import { FILTER_NAMES, filterError } from './locumjobs-filters.ts';
import { keptAddress, readAddress } from './settings-address.ts';

export type SourceKind = 'locumjobs' | 'liondesk';

/** One condition on offers while it is entered, with several values separated by commas. */
export interface ConditionDraft {
  readonly field: string;
  readonly operator: LiondeskOperator;
  readonly values: string;
}

/** A source of leads while it is entered. Fields that only the other kind has are not used. */
export interface SourceDraft {
  readonly name: string;
  readonly url: string;
  readonly user: string;
  /** Password, token or client secret. If empty, the stored one is kept. */
  readonly password: string;
  readonly everyMinutes: number | null;
  readonly overlapHours: number | null;
  readonly perSecond: number | null;
  readonly timeoutSeconds: number | null;
  readonly format: 'json' | 'xml';
  readonly auth: 'basic' | 'bearer' | 'token' | 'oauth';
  readonly max: number | null;
  /** YYYY-MM-DD; empty means from the beginning. */
  readonly from: string;
  readonly filters: Readonly<Partial<Record<LocumjobsParameter, string>>>;
  readonly pageSize: number | null;
  readonly conditions: readonly ConditionDraft[];
  readonly redirectUri: string;
  readonly writeBack: boolean;
  readonly soleUse: boolean;
  readonly claimedVia: LiondeskOptions['claimedVia'];
}

/** By field; for a filter `only.license`, for a condition `only.0`. */
export type SourceErrors = FieldErrors;

/** The vendors' names, and the addresses in their documents. */
export const VENDORS: Readonly<Record<SourceKind, { readonly name: string; readonly url: string }>> = {
  locumjobs: { name: 'LocumJobsOnline', url: 'https://www.locumjobsonline.com' },
  liondesk: { name: 'LionDesk', url: 'https://api-v2.liondesk.com' },
};

/** The current draft of a source; without one, of a new source of this kind. */
export function sourceDraftOf(connection: Connection | null, kind: SourceKind): SourceDraft {
  const blank: SourceDraft = {
    ...VENDORS[kind],
    user: '',
    password: '',
    everyMinutes: kind === 'locumjobs' ? 5 : 1,
    overlapHours: 26,
    perSecond: null,
    timeoutSeconds: 30,
    format: 'json',
    auth: kind === 'locumjobs' ? 'basic' : 'token',
    max: 100,
    from: '',
    filters: {},
    pageSize: 100,
    conditions: [],
    redirectUri: 'http://127.0.0.1/liondesk',
    writeBack: false,
    soleUse: false,
    claimedVia: 'Phone',
  };
  const source = connection?.source ?? null;
  if (connection === null || source === null) return blank;
  const { name, url, user, perSecond, timeoutMs } = connection;
  const { everyMinutes, overlapHours } = source;
  const known = { ...blank, name, url, user, perSecond, timeoutSeconds: timeoutMs / 1000, everyMinutes, overlapHours };
  if (source.kind === 'locumjobs') {
    const { format, auth, max, from, only } = source;
    return { ...known, format, auth, max, from, filters: only };
  }
  const { auth, pageSize, redirectUri, writeBack, soleUse, claimedVia, only } = source;
  const conditions = only.map((one) => ({ ...one, values: one.values.join(', ') }));
  return { ...known, auth, pageSize, redirectUri, writeBack, soleUse, claimedVia, conditions };
}

/** Unsaved input in a source's form. */
export const sourceDrafts = connectionDrafts<SourceDraft>();

const SEVERAL: ReadonlySet<LiondeskOperator> = new Set(['$in', '$nin']);

/** The values of a condition as they are sent. */
export function valuesOf({ operator, values }: ConditionDraft): string[] {
  const all = SEVERAL.has(operator) ? values.split(',') : [values];
  return all.map((one) => one.trim()).filter((one) => one !== '');
}

/** What the secret of a source is called. */
export function secretWord(auth: SourceDraft['auth']): 'password' | 'token' | 'client secret' {
  if (auth === 'basic') return 'password';
  return auth === 'oauth' ? 'client secret' : 'token';
}

/** Whether this kind of login has a user besides its secret. */
export function hasUser(auth: SourceDraft['auth']): boolean {
  return auth === 'basic' || auth === 'oauth';
}

const SENTENCES: Readonly<Record<string, string>> = {
  everyMinutes: 'From 0.1 to 1,440 minutes',
  overlapHours: 'From 0 to 720 hours',
  max: 'A whole number from 1 to 10,000',
  pageSize: 'A whole number from 1 to 1,000',
  from: 'Choose a day, or leave empty for all',
  perSecond: 'More than 0 and at most 10,000 a second, or empty for 10',
  timeoutSeconds: 'From 0.5 to 600 seconds',
  redirectUri: 'Enter the redirect address, at most 300 characters',
};

/** The form's field for a path in the contract's input. */
export function sourceField(path: string): string | null {
  const name = path.replace(/^source\.?/, '');
  if (name === 'timeoutMs') return 'timeoutSeconds';
  if (/^only\.\d+/.test(name)) return name.split('.').slice(0, 2).join('.');
  if (name.startsWith('only.')) return name;
  return name in SENTENCES || ['name', 'url', 'user', 'password'].includes(name) ? name : null;
}

function optionErrors(draft: SourceDraft, kind: SourceKind): Record<string, string> {
  const errors: Record<string, string> = {};
  if (kind === 'locumjobs') {
    for (const name of FILTER_NAMES) {
      const wrong = draft.filters[name] === undefined ? undefined : filterError(name, draft.filters);
      if (wrong !== undefined) errors[`only.${name}`] = wrong;
    }
    return errors;
  }
  for (const [i, one] of draft.conditions.entries()) {
    if (!/^[A-Za-z_][\w.]{0,59}$/.test(one.field.trim()))
      errors[`only.${i}`] = 'A field of the offer, such as rank or team_id: letters, digits, _ and dots.';
    else if (valuesOf(one).length === 0) errors[`only.${i}`] = 'Enter a value, or remove this condition.';
  }
  return errors;
}

function inputOf(draft: SourceDraft, kind: SourceKind): unknown {
  const { auth, everyMinutes, overlapHours } = draft;
  const shared = { kind, auth, everyMinutes, overlapHours };
  if (kind === 'locumjobs') {
    const { format, max, from, filters } = draft;
    const only = Object.fromEntries(Object.entries(filters).filter(([, value]) => value.trim() !== ''));
    return { ...shared, format, max, from, only };
  }
  const only = draft.conditions.map((one) => ({
    field: one.field.trim(),
    operator: one.operator,
    values: valuesOf(one),
  }));
  const { pageSize, writeBack, soleUse, claimedVia } = draft;
  return { ...shared, pageSize, redirectUri: draft.redirectUri.trim(), writeBack, soleUse, claimedVia, only };
}

/** What would be saved, or the errors by field. */
export function readSource(draft: SourceDraft, kind: SourceKind, connection: Connection | null): ReadDraft {
  const errors = optionErrors(draft, kind);
  const such = VENDORS[kind].url;
  const address = readAddress(draft.url, `Enter the vendor’s address, for example ${such}`, such);
  if ('wrong' in address) errors.url = address.wrong;
  if (hasUser(draft.auth) && draft.user.trim() === '')
    errors.user = draft.auth === 'basic' ? 'Enter the user name from the vendor' : 'Enter your application’s client ID';
  if (draft.password === '' && connection?.hasPassword !== true)
    errors.password = `Enter the ${secretWord(draft.auth)} from the vendor`;
  const input = {
    ...(connection === null ? {} : { id: connection.id }),
    kind,
    name: draft.name,
    url: keptAddress(draft.url),
    user: hasUser(draft.auth) ? draft.user : '',
    ...(draft.password === '' ? {} : { password: draft.password }),
    source: inputOf(draft, kind),
    perSecond: draft.perSecond,
    timeoutMs: draft.timeoutSeconds === null ? null : Math.round(draft.timeoutSeconds * 1000),
  };
  return checkInput({ input, errors, fieldOf: sourceField, sentences: SENTENCES });
}

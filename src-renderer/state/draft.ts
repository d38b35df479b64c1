import { create } from 'zustand';
import {
  type DialerDefaults,
  type DialSettings,
  dialSettings,
  type ImportDetail,
  type Mapping,
  mapping as mappingSchema,
} from '../../src-preload/contract/index.ts';
import { call, errorMessage } from '../bridge/index.ts';
import { emptySettings, readSettings, type SettingsDraft, settingsDraft } from './settings-draft.ts';

interface Draft {
  /** The import and the reading of its file that the draft belongs to. */
  readonly key: string | null;
  readonly id: number | null;
  readonly connectionId: number | null;
  readonly mapping: Mapping;
  readonly settings: SettingsDraft;
  /** Whether something differs from what the desk has stored. */
  readonly changed: boolean;
  /** Whether the operator tried to continue. After that everything that is missing is shown. */
  readonly tried: boolean;
  readonly touched: ReadonlySet<keyof SettingsDraft>;
  readonly saving: boolean;
  readonly error: string | null;
}

const NO_MAPPING: Mapping = { columns: [], targets: {}, custom: {} };

/** An import's target and columns as currently on screen. */
export const useDraft = create<Draft>(() => ({
  key: null,
  id: null,
  connectionId: null,
  mapping: NO_MAPPING,
  settings: emptySettings(),
  changed: false,
  tried: false,
  touched: new Set(),
  saving: false,
  error: null,
}));

/** Loads an import's stored settings. What is already being edited is kept. */
export function openDraft(
  detail: ImportDetail,
  onlyConnection: number | null,
  defaultsOf: (connectionId: number) => DialerDefaults | null = () => null,
): void {
  const key = `${detail.id} ${JSON.stringify(detail.inspection.format)}`;
  if (useDraft.getState().key === key) return;
  const suggested = detail.mapping === null;
  const mapping = detail.mapping ?? detail.suggestion.mapping;
  const hasCustom = Object.keys(mapping.custom).length > 0;
  const connectionId = detail.connectionId ?? detail.suggestion.connectionId ?? onlyConnection;
  const known = detail.settings ?? detail.suggestion.settings;
  const defaults = connectionId === null ? null : defaultsOf(connectionId);
  useDraft.setState({
    key,
    id: detail.id,
    connectionId,
    mapping,
    settings:
      known === null
        ? { ...emptySettings(), ...fromDefaults(defaults), custom_fields: hasCustom ? 'Y' : 'N' }
        : settingsDraft(known),
    changed: suggested || detail.connectionId === null || detail.settings === null,
    tried: false,
    touched: new Set(),
    saving: false,
    error: null,
  });
}

/** Applies a template's settings to the draft on screen. */
export function reopenDraft(detail: ImportDetail): void {
  useDraft.setState({ key: null });
  openDraft(detail, null);
}

/** A connection's default list and campaign, as settings. */
function fromDefaults(defaults: DialerDefaults | null): Partial<SettingsDraft> {
  if (defaults === null) return {};
  const { listId, campaign } = defaults;
  return {
    list_id: listId,
    campaign,
    campaign_id: /^[A-Za-z0-9_-]{2,8}$/.test(campaign) ? campaign : '',
  };
}

/** Changes what is on the screen. */
export function changeDraft(change: Partial<Pick<Draft, 'connectionId' | 'mapping'>>): void {
  useDraft.setState((d) => {
    const next = { ...d, ...change, changed: true };
    const customs = Object.keys(next.mapping.custom).length;
    if (customs > 0 && next.settings.custom_fields === 'N' && Object.keys(d.mapping.custom).length === 0) {
      return { ...next, settings: { ...next.settings, custom_fields: 'Y' as const } };
    }
    return next;
  });
}

/** Changes one setting. */
export function changeSetting<K extends keyof SettingsDraft>(name: K, value: SettingsDraft[K]): void {
  useDraft.setState((d) => ({
    settings: { ...d.settings, [name]: value },
    touched: new Set(d.touched).add(name),
    changed: true,
  }));
}

/** The errors of settings, by setting. */
export function settingErrors(settings: SettingsDraft): Partial<Record<keyof DialSettings, string>> {
  const read = dialSettings.safeParse(readSettings(settings));
  if (read.success) return {};
  const errors: Partial<Record<keyof DialSettings, string>> = {};
  for (const issue of read.error.issues) {
    const name = issue.path[0] as keyof DialSettings | undefined;
    if (name !== undefined && errors[name] === undefined) errors[name] = issue.message;
  }
  return errors;
}

/** What is missing besides the settings, as text; null if nothing is. */
export function draftGap(draft: Pick<Draft, 'connectionId' | 'mapping'>): string | null {
  if (draft.connectionId === null) return 'Choose the dialer that this list goes to.';
  if (draft.mapping.targets.phone_number === undefined) return 'Map a column to Phone: every row needs one.';
  const read = mappingSchema.safeParse(draft.mapping);
  return read.success ? null : (read.error.issues[0]?.message ?? 'A column is mapped incorrectly.');
}

/** Saves the draft at the desk. @returns whether it was saved; if not, the screen shows what is missing */
export async function saveDraft(): Promise<boolean> {
  const draft = useDraft.getState();
  const { id, connectionId, mapping } = draft;
  const settings = dialSettings.safeParse(readSettings(draft.settings));
  if (id === null || connectionId === null || draftGap(draft) !== null || !settings.success) {
    useDraft.setState({ tried: true });
    return false;
  }
  if (!draft.changed) return true;
  useDraft.setState({ saving: true, error: null });
  try {
    await call('imports.configure', { id, connectionId, mapping, settings: settings.data });
    return ended(draft, null);
  } catch (thrown) {
    return ended(draft, errorMessage(thrown));
  }
}

/** Ends saving a draft. Another draft that was opened meanwhile stays as it is, and what was changed meanwhile is yet to be saved. */
function ended(saved: Draft, error: string | null): boolean {
  useDraft.setState((now) => {
    if (now.key !== saved.key) return {};
    const isSaved =
      error === null &&
      now.connectionId === saved.connectionId &&
      now.mapping === saved.mapping &&
      now.settings === saved.settings;
    return { saving: false, error, ...(isSaved ? { changed: false } : {}) };
  });
  return error === null;
}

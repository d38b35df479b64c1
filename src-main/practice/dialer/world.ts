import { SAMPLE_CAMPAIGN_DNC, SAMPLE_DNC, SAMPLE_DNC_AREA_CODE } from '../sample-numbers.ts';

/** An API user. The document asks for `modify_leads` 1 and `user_level` 8 or higher. */
export interface PracticeUser {
  readonly user: string;
  readonly pass: string;
  readonly userLevel: number;
  readonly modifyLeads: number;
  /** Whether the user may call `add_lead` at all. */
  readonly mayAddLeads: boolean;
  /** The lists it may load into; null for all. */
  readonly allowedLists: readonly string[] | null;
  /** "Modify lists", which `list_info` and `list_custom_fields` require in addition to level 8; by default as for the level. */
  readonly modifyLists?: boolean;
  /** "View reports", which `campaigns_list` requires in addition to level 7; by default as for the level. */
  readonly viewReports?: boolean;
}

export interface PracticeCampaign {
  readonly campaignId: string;
  /** By default its id. */
  readonly name?: string;
  /** Whether it is active; by default true. */
  readonly active?: boolean;
  /** Calls are allowed from this hour of the called person's day … */
  readonly callFromHour: number;
  /** … until just before this one. */
  readonly callUntilHour: number;
}

export interface PracticeList {
  readonly listId: string;
  readonly campaignId: string;
  /**
   * Labels of the custom fields, `label:20` for a column of 20 characters (255 without); empty means a table without fields; null means
   * that no custom fields were ever defined for the list.
   */
  readonly customFields: readonly string[] | null;
  /** By default "List" and its number. */
  readonly name?: string;
  /** Whether its leads are dialed; by default true. */
  readonly active?: boolean;
}

/** What exists in the dialer before the first request. */
export interface World {
  readonly users: readonly PracticeUser[];
  readonly campaigns: readonly PracticeCampaign[];
  readonly lists: readonly PracticeList[];
  /** Do-not-call numbers of the whole system; an area code is written `212XXXXXXX`. */
  readonly dnc: readonly string[];
  /** Do-not-call numbers of single campaigns, by campaign. */
  readonly campaignDnc: Readonly<Record<string, readonly string[]>>;
  /** Area code and prefix pairs (`727555`) of the optional NANPA data; empty means not loaded. */
  readonly nanpaPrefixes: readonly string[];
}

const fullUser = { userLevel: 9, modifyLeads: 1, mayAddLeads: true, allowedLists: null };

export const DEFAULT_WORLD: World = {
  users: [
    { user: 'practice', pass: 'practice', ...fullUser },
    { user: 'agent', pass: 'agent', userLevel: 1, modifyLeads: 0, mayAddLeads: true, allowedLists: null },
    { user: 'reports', pass: 'reports', ...fullUser, mayAddLeads: false },
    { user: 'nolists', pass: 'nolists', ...fullUser, modifyLists: false, viewReports: false },
    { user: 'onlylist102', pass: 'onlylist102', ...fullUser, allowedLists: ['102'] },
  ],
  campaigns: [
    { campaignId: 'PRACTICE', name: 'Practice calls', callFromHour: 9, callUntilHour: 21 },
    { campaignId: 'RENEWALS', name: 'Policy renewals', callFromHour: 9, callUntilHour: 21 },
  ],
  lists: [
    {
      listId: '101',
      campaignId: 'PRACTICE',
      name: 'Web leads',
      customFields: ['favorite_color', 'policy_number'],
    },
    { listId: '102', campaignId: 'PRACTICE', name: 'Referrals', customFields: null },
    { listId: '103', campaignId: 'PRACTICE', name: 'Bought in spring', customFields: [], active: false },
    { listId: '201', campaignId: 'RENEWALS', name: 'Renewals', customFields: null },
    { listId: '999', campaignId: 'PRACTICE', name: 'Default inbound list', customFields: null },
  ],
  dnc: [...SAMPLE_DNC, SAMPLE_DNC_AREA_CODE],
  campaignDnc: { PRACTICE: SAMPLE_CAMPAIGN_DNC },
  nanpaPrefixes: [],
};

import { type Answer, textAnswer } from './answers.ts';
import { type Dialer, type Params, serverTime } from './check-lead.ts';
import { digits } from './fields.ts';
import { LEAD_COLUMNS, type LeadColumn } from './schema.ts';
import type { ListRow, UserRow } from './store.ts';

type Serve = (dialer: Dialer, user: UserRow, params: Params) => string;

const header = (params: Params, names: string): string => (params('header') === 'YES' ? `${names}\n` : '');

/** The answers by VICIdial's NON-AGENT_API.txt; values are between pipes, unescaped. `lead_all_info` is in its own file. */
const FUNCTIONS: Readonly<Record<string, Serve>> = {
  version({ now, behaviour }) {
    const zone = behaviour.serverGmtOffset;
    const epoch = Math.floor(now / 1000);
    return `VERSION: 2.14-202|BUILD: 250101-0000|DATE: ${serverTime(now, behaviour)}|EPOCH: ${epoch}|DST: 0|TZ: ${zone}|TZNOW: ${zone}|\n`;
  },
  /** One line per phone, or an error if none is found. The newest lead comes first. */
  lead_search({ store }, user, params) {
    if (user.modify_leads < 1 || user.user_level < 7) {
      return `ERROR: lead_search USER DOES NOT HAVE PERMISSION TO SEARCH FOR LEADS - ${user.user}|0\n`;
    }
    const phones = params('phone_number')
      .split(',')
      .map((phone) => digits(phone));
    if (phones.every((phone) => phone.length < 6)) return 'ERROR: lead_search NO VALID SEARCH METHOD - ||||\n';
    const most = Number(digits(params('records'))) || 1000;
    const found = phones.map((phone) => {
      const ids = store.byPhone.all(phone).map(({ lead_id }) => lead_id);
      return { phone, ids: ids.reverse().slice(0, most) };
    });
    if (found.every(({ ids }) => ids.length === 0)) return 'ERROR: lead_search NO MATCHES FOUND IN THE SYSTEM - ||||\n';
    const lines = found.map(({ phone, ids }) => `${phone}|${ids.length}|${ids.join('-')}\n`);
    return header(params, 'search_key|records_found|lead_ids') + lines.join('');
  },
  lead_field_info({ store }, user, params) {
    const lead = store.byId.get(Number(digits(params('lead_id'))));
    if (lead === undefined) return `ERROR: lead_field_info LEAD NOT FOUND - ${user.user}|${params('lead_id')}||\n`;
    const field = params('field_name');
    const column = LEAD_COLUMNS.find((name) => name === field) satisfies LeadColumn | undefined;
    if (column === undefined) return `ERROR: lead_field_info INVALID FIELD NAME - ${user.user}|${field}\n`;
    return `${lead[column]}\n`;
  },
  /** Requires level 7 and "view reports"; returns one campaign if it is named. */
  campaigns_list({ store }, user, params) {
    if (user.user_level < 7 || user.view_reports === 0) {
      return `ERROR: campaigns_list USER DOES NOT HAVE PERMISSION TO GET CAMPAIGN INFO - ${user.user}|0\n`;
    }
    const only = params('campaign_id');
    const found = store.campaigns.all().filter(({ campaign_id }) => only === '' || campaign_id === only);
    if (found.length === 0) return `ERROR: campaigns_list THIS USER HAS NO VIEWABLE CAMPAIGNS - ${user.user}\n`;
    const rows = found.map(
      ({ campaign_id: id, campaign_name: name, active }) =>
        `${id}|${name ?? id}|${active}|---ALL---|RATIO|1|DOWN|NEW\n`,
    );
    const names = 'campaign_id|campaign_name|active|user_group|dial_method|dial_level|lead_order|dial_statuses';
    return header(params, names) + rows.join('');
  },
  /** The labels are those of the columns, under which a lead's custom fields are posted. */
  list_custom_fields(dialer, user, params) {
    if (!dialer.behaviour.customFieldsEnabled) {
      return `ERROR: list_custom_fields CUSTOM LIST FIELDS ARE NOT ENABLED ON THIS SYSTEM - ${user.user}\n`;
    }
    const refusal = mayModifyLists(user, 'list_custom_fields', params('list_id'));
    if (refusal !== null) return refusal;
    const all = params('list_id') === '---ALL---';
    const may = allowed(user);
    const lists = dialer.store.lists
      .all()
      .filter(({ list_id }) => (all ? may === null || may.includes(list_id) : list_id === params('list_id')));
    if (lists.length === 0) return `ERROR: list_custom_fields LIST DOES NOT EXIST - ${params('list_id')}\n`;
    const rows = lists.map((list) => {
      const labels = list.custom_fields === null ? [] : (JSON.parse(list.custom_fields) as string[]);
      const names = labels.map((label) => label.split(':')[0] ?? label);
      return `${listPart(dialer, list)}|${names.join(' ')}\n`;
    });
    const names =
      'list_id|list_name|campaign_id|active|list_changedate|list_lastcalldate|custom_fields_list_space_delimited';
    return header(params, names) + rows.join('');
  },
  /** Its lines end in a pipe, as the document shows them. */
  list_info(dialer, user, params) {
    const refusal = mayModifyLists(user, 'list_info', params('list_id'));
    if (refusal !== null) return refusal;
    const list = dialer.store.list.get(params('list_id'));
    if (list === undefined) return `ERROR: list_info LIST DOES NOT EXIST - ${params('list_id')}\n`;
    const counted = params('leads_counts') === 'Y';
    const count = dialer.store.inList.get(list.list_id)?.n ?? 0;
    const names = `list_id|list_name|campaign_id|active|list_changedate|list_lastcalldate|expiration_date|resets_today${counted ? '|all_leads_count|new_leads_count' : ''}`;
    const counts = counted ? `|${count}|${count}` : '|';
    return `${header(params, names)}${listPart(dialer, list)}|2099-12-31|0${counts}\n`;
  },
};

const allowed = (user: UserRow): string[] | null =>
  user.allowed_lists === null ? null : (JSON.parse(user.allowed_lists) as string[]);

/** The answer for a user without "modify lists", or who is restricted to other lists; null if the user may. */
function mayModifyLists(user: UserRow, called: string, listId: string): string | null {
  if (user.user_level < 8 || user.modify_lists === 0) {
    return `ERROR: ${called} USER DOES NOT HAVE PERMISSION TO MODIFY LISTS - ${user.user}\n`;
  }
  if (!/^(?:\d{2,14}|---ALL---)$/.test(listId))
    return `ERROR: ${called} YOU MUST USE ALL REQUIRED FIELDS - ${user.user}|${listId}\n`;
  const may = allowed(user);
  if (listId !== '---ALL---' && may !== null && !may.includes(listId))
    return `ERROR: ${called} NOT AN ALLOWED LIST ID - ${listId}\n`;
  return null;
}

function listPart({ now, behaviour }: Dialer, { list_id, list_name, campaign_id, active }: ListRow): string {
  const at = serverTime(now, behaviour);
  return `${list_id}|${list_name ?? `List ${list_id}`}|${campaign_id}|${active}|${at}|${at}`;
}

/**
 * A VICIdial's functions that only read, each only if the vendor has not disabled it (`docs/vendors.md`, Croco-dial). @returns undefined for
 * an unknown function
 */
export function readingFunction(dialer: Dialer, user: UserRow, called: string, params: Params): Answer | undefined {
  const serve = Object.hasOwn(FUNCTIONS, called) ? FUNCTIONS[called] : undefined;
  if (serve === undefined) return undefined;
  if (!dialer.behaviour.apiFunctions.includes(called)) {
    return textAnswer(`ERROR: auth USER DOES NOT HAVE PERMISSION TO USE THIS FUNCTION: |${user.user}|${called}|\n`);
  }
  return textAnswer(serve(dialer, user, params));
}

import { type Campaign, campaignSchema } from '../../account/model.ts';
import { found, nextUid, put, type Reply, type Visit } from '../call.ts';
import { fromWire } from '../shape.ts';
import { CAMPAIGN } from './source-shapes.ts';

const FIRST_CAMPAIGN_UID = 101;
const FIRST_RULE_UID = 30_001;
type Rule = Readonly<Record<string, unknown>>;

/**
 * Create or Modify Lead Source Campaign. Rules are merged by their identifiers, and deleted with `Delete`. If it is not possible, the
 * answer is a 200 with success false.
 */
export function writeCampaign({ world: { account }, body }: Visit): Reply {
  const uid = Number(body.VendorAccountUID ?? 0);
  const vendorUid = Number(body.VendorUID);
  const fails = (message: string): Reply => ({ json: { success: false, message, identifier: 0 } });
  if (!account.sources.some((one) => one.vendorUid === vendorUid))
    return fails(`Lead source ${vendorUid} was not found`);
  const before = account.campaigns.find((one) => one.campaignUid === uid && one.vendorUid === vendorUid);
  if (uid !== 0 && before === undefined) return fails(`Campaign ${uid} was not found`);
  const written = fromWire(CAMPAIGN, body, before);
  const leadTypeUid = Number(written.leadTypeUid ?? before?.leadTypeUid);
  if (!account.leadTypes.some((one) => one.leadTypeUid === leadTypeUid)) {
    return fails(`Lead type ${leadTypeUid} was not found`);
  }
  const campaignUid =
    before?.campaignUid ??
    nextUid(
      account.campaigns.map((one) => one.campaignUid),
      FIRST_CAMPAIGN_UID,
    );
  const rules = mergeRules(before?.rules ?? [], written.rules, ruleNumbers(account.campaigns));
  const campaign = campaignSchema.parse({ ...before, ...written, campaignUid, vendorUid, leadTypeUid, rules });
  put(account.campaigns, campaign, (one) => one.campaignUid === campaignUid);
  const message = before === undefined ? 'Campaign has been created' : 'Campaign has been updated';
  return { json: { success: true, message, identifier: campaignUid } };
}

function ruleNumbers(campaigns: readonly Campaign[]): () => number {
  let next = nextUid(
    campaigns.flatMap(({ rules }) => rules.map(({ criteriaUid }) => criteriaUid)),
    FIRST_RULE_UID,
  );
  return () => next++;
}

/** Those of the body in its order; the others don't change, and come after them. */
function mergeRules(before: Campaign['rules'], given: unknown, number: () => number): Rule[] {
  const others: Rule[] = [...before];
  const rules: Rule[] = [];
  for (const { rest, ...rule } of Array.isArray(given) ? (given as Rule[]) : []) {
    const deletes = (rest as Rule | undefined)?.Delete === true;
    const kept = { ...rule, value: String(rule.value ?? '') };
    const uid = Number(rule.criteriaUid ?? 0);
    const at = others.findIndex(({ criteriaUid }) => uid !== 0 && criteriaUid === uid);
    const [there] = at < 0 ? [] : others.splice(at, 1);
    if (deletes) continue;
    rules.push(
      there === undefined
        ? { ...kept, criteriaUid: found(uid === 0 ? number() : undefined, 'Rule', uid) }
        : { ...there, ...kept },
    );
  }
  return [...rules, ...others];
}

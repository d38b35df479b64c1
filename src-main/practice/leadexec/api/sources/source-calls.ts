import { type Account, type Source, sourceSchema } from '../../account/model.ts';
import { type Call, found, nextUid, put, Refused, type Reply, type Visit } from '../call.ts';
import { isNamed } from '../clients/write-client.ts';
import { fromWire, shape, toWire } from '../shape.ts';
import { CAMPAIGN, SOURCE } from './source-shapes.ts';
import { writeCampaign } from './write-campaign.ts';

const FIRST_SOURCE_UID = 21;

/** The account's sections on lead sources and their campaigns. */
export const SOURCE_CALLS: readonly Call[] = [
  {
    title: 'List Lead Sources',
    method: 'GET',
    path: '/v1/leadsources',
    changes: false,
    serve: ({ world: { account, behaviour } }) => ({
      json: account.sources.map((source) => toWire(SOURCE, source, behaviour.enumerations)),
    }),
  },
  {
    title: 'Lead Source Detail',
    method: 'GET',
    path: '/v1/leadsources/{vendorUID}',
    changes: false,
    serve: ({ world: { account, behaviour }, uid }) => ({
      json: toWire(SOURCE, sourceOf(account, uid('vendorUID')), behaviour.enumerations),
    }),
  },
  {
    title: 'Check Lead Source Username',
    method: 'GET',
    path: '/v1/leadsources/usernames/check/[Username]',
    changes: false,
    // True means that it is unique.
    serve: ({ world: { account }, text }) => ({
      json: !account.sources.some(({ userName }) => isNamed(userName, text('Username'))),
    }),
  },
  {
    title: 'Create or Modify Lead Source',
    method: 'PUT',
    path: '/v1/leadsources',
    body: SOURCE,
    changes: true,
    serve: writeSource,
  },
  {
    title: 'Lead Source Campaign Details',
    method: 'GET',
    path: '/v1/leadsources/{vendorUID}/campaigns/{campaignUID}',
    changes: false,
    serve({ world: { account, behaviour }, uid }) {
      const campaign = toWire(
        CAMPAIGN,
        campaignOf(account, uid('vendorUID'), uid('campaignUID')),
        behaviour.enumerations,
      );
      return { json: behaviour.campaignAnswer === 'array' ? [campaign] : campaign };
    },
  },
  {
    title: 'Create or Modify Lead Source Campaign',
    method: 'PUT',
    path: '/v1/leadsources/campaigns',
    body: CAMPAIGN,
    changes: true,
    serve: writeCampaign,
  },
  {
    title: 'Update Category Assignment of a Campaign',
    method: 'PUT',
    path: '/v1/leadsources/[LeadSourceUID]/campaigns/[CampaignUID]/category',
    body: shape('CategoryUID! int'),
    changes: true,
    serve({ world: { account }, uid, body }) {
      const campaign = campaignOf(account, uid('LeadSourceUID'), uid('CampaignUID'));
      const category = Number(body.CategoryUID);
      const type = account.leadTypes.find(({ leadTypeUid }) => leadTypeUid === campaign.leadTypeUid);
      const known = category === 0 || type?.categories.some(({ leadCatUid }) => leadCatUid === category) === true;
      if (!known) throw new Refused(404, `Lead category ${category} was not found`);
      campaign.leadCatUid = category;
      return { json: true };
    },
  },
];

const sourceOf = ({ sources }: Account, uid: number): Source =>
  found(
    sources.find(({ vendorUid }) => vendorUid === uid),
    'Lead source',
    uid,
  );

const campaignOf = ({ campaigns }: Account, vendorUid: number, campaignUid: number) =>
  found(
    campaigns.find((one) => one.campaignUid === campaignUid && one.vendorUid === vendorUid),
    'Campaign',
    campaignUid,
  );

function writeSource({ world: { account }, body }: Visit): Reply {
  const uid = Number(body.LPVendorUID ?? 0);
  const before = uid === 0 ? undefined : sourceOf(account, uid);
  const userName = String(body.UserName ?? before?.userName ?? '');
  if (account.sources.some((one) => one.vendorUid !== uid && isNamed(one.userName, userName))) {
    throw new Refused(400, `Username ${userName} is already in use`);
  }
  const vendorUid =
    before?.vendorUid ??
    nextUid(
      account.sources.map((one) => one.vendorUid),
      FIRST_SOURCE_UID,
    );
  const source = sourceSchema.parse({ ...before, ...fromWire(SOURCE, body, before), vendorUid });
  put(account.sources, source, (one) => one.vendorUid === vendorUid);
  return { json: vendorUid };
}

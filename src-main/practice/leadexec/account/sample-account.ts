import { generateParts } from './generate-account.ts';
import { clientFieldsOf, generatedMethod, MORE_LEAD_TYPES, UNUSED_CLIENT } from './generated-parts.ts';
import { ACCOUNT_TYPES, type AccountInput, CHANNEL_PING_POST } from './model.ts';
import { AUTO_FIELDS, HOME_FIELDS } from './sample-fields.ts';
import { SAMPLE } from './sample-ids.ts';

const { campaign, client } = SAMPLE;
const approved = { allowSendResponse: true, allowTransfer: true, allowDuplicateCheck: true };

/** The account of a practice LeadExec by default. Its passwords and tokens are the given one. */
export function sampleAccount(secret: string): AccountInput {
  const more = generateParts({ ...MORE, secret });
  return {
    sources: [
      { ...sourceLogin(SAMPLE.source, secret), name: 'Practice source' },
      { ...sourceLogin(SAMPLE.tokenSource, secret), name: 'Practice source with a token', token: secret },
      { ...sourceLogin(SAMPLE.bothSource, secret), name: 'Practice source with both', token: secret },
    ],
    leadTypes: [...LEAD_TYPES, ...MORE_LEAD_TYPES],
    campaigns: sampleCampaigns(secret),
    ...more,
    clients: [
      ...CLIENTS.map((one, at) => ({
        ...one,
        username: `client${one.clientUid}`,
        password: `${secret}-client-${one.clientUid}`,
        groupUid: 301,
        fields: clientFieldsOf(one.name, { city: 'Las Vegas', state: 'NV', zip: '89101' }, one.clientUid),
        rest: { ...UNUSED_CLIENT, DateAdded: `2020-0${at + 1}-15T10:30:00.000Z` },
      })),
      ...more.clients,
    ],
    methods: [
      ...DELIVERY_ACCOUNTS.map(({ clientAccountUid, clientUid, leadTypeUid }) => {
        // It has no schedule, so that leads are sold at any hour.
        const made = generatedMethod({
          deliveryUid: methodOf(clientAccountUid),
          clientUid,
          leadTypeUid,
          type: 0,
          secret,
        });
        return { ...made, status: true, days: [] };
      }),
      ...more.methods,
    ],
    deliveryAccounts: [
      ...DELIVERY_ACCOUNTS.map((one) => ({ ...one, deliveryUid: methodOf(one.clientAccountUid) })),
      ...more.deliveryAccounts,
    ],
    apiClients: [{ clientId: SAMPLE.apiClientId, clientSecret: secret }],
  };
}

/** One campaign for each situation that a source may meet. */
function sampleCampaigns(secret: string): AccountInput['campaigns'] {
  const auto = { vendorUid: SAMPLE.source, leadTypeUid: SAMPLE.auto, password: secret, leadPrice: 25, maxSell: 2 };
  return [
    { ...auto, ...approved, campaignUid: campaign.general, accountName: 'Auto, web', dupDayMax: 30 },
    {
      ...auto,
      ...approved,
      campaignUid: campaign.pingPost,
      accountName: 'Auto, ping and post',
      channel: CHANNEL_PING_POST,
      revenueSharePercentage: 60,
      dupDayMax: 30,
    },
    {
      ...auto,
      ...approved,
      campaignUid: campaign.review,
      accountName: 'Auto, reviewed',
      useQcBin: true,
      returnDayCount: 14,
    },
    { ...auto, ...approved, campaignUid: campaign.limited, accountName: 'Auto, two an hour', hourMax: 2 },
    { ...auto, campaignUid: campaign.unapproved, accountName: 'Auto, nothing approved', dupDayMax: 30 },
    {
      ...auto,
      ...approved,
      campaignUid: campaign.queued,
      accountName: 'Auto, delivered later',
      useDeliveryQueue: true,
    },
    {
      ...auto,
      ...approved,
      leadTypeUid: SAMPLE.home,
      campaignUid: campaign.home,
      accountName: 'Home services, West',
      leadPrice: 18,
      rules: [{ leadFieldUid: 204, operator: 'In', value: 'CA|NV|AZ' }],
    },
    { ...auto, campaignUid: campaign.inactive, accountName: 'Auto, inactive', status: 2 },
    {
      ...auto,
      ...approved,
      vendorUid: SAMPLE.tokenSource,
      campaignUid: campaign.token,
      accountName: 'Auto, token',
      password: null,
    },
    { ...auto, ...approved, vendorUid: SAMPLE.bothSource, campaignUid: campaign.both, accountName: 'Auto, both' },
    { ...auto, ...approved, campaignUid: campaign.open, accountName: 'Auto, no password', password: null },
    {
      ...auto,
      ...approved,
      campaignUid: campaign.onceADay,
      accountName: 'Auto, one a day',
      dayMax: 1,
      countReturns: false,
    },
    {
      ...auto,
      ...approved,
      leadTypeUid: SAMPLE.solar,
      campaignUid: campaign.solar,
      accountName: 'Solar, web',
      maxSell: 3,
      leadCatUid: 32,
      rest: { Flagged: true, Validation: { ...NO_VALIDATION, DNC: 1 } },
    },
    {
      ...auto,
      ...approved,
      leadTypeUid: SAMPLE.medicare,
      campaignUid: campaign.medicare,
      accountName: 'Medicare, web',
    },
  ];
}

/** Together with the receiver's own: 40 clients, 120 accounts and 30 orders. */
const MORE = { clients: 36, accounts: 111, orders: 30 };
const sourceLogin = (vendorUid: number, secret: string) => ({
  vendorUid,
  userName: `source${vendorUid}`,
  password: `${secret}-source-${vendorUid}`,
  rest: { State: 'NV', City: 'Las Vegas', AdminUID: 5, DefaultReturnDay: 10 },
});
const methodOf = (clientAccountUid: number) => clientAccountUid + 1000;
const NO_VALIDATION = Object.fromEntries(
  'PhoneValidation PhoneAddressValidation EmailValidation FullAddressValidation CityStateZipVerification DemographicInformation IPAddressVerification DNC'
    .split(' ')
    .map((name) => [name, 0]),
);

const LEAD_TYPES: AccountInput['leadTypes'] = [
  {
    leadTypeUid: SAMPLE.auto,
    descriptor: 'Auto insurance',
    dupSets: [['Email'], ['PrimaryPhone']],
    fields: AUTO_FIELDS,
  },
  { leadTypeUid: SAMPLE.home, descriptor: 'Home services', dupSets: [['Email', 'Service']], fields: HOME_FIELDS },
];

const CLIENTS: AccountInput['clients'] = [
  { clientUid: client.demo, name: 'Demo Company' },
  { clientUid: client.acme, name: 'Acme Company' },
  { clientUid: client.harbor, name: 'Harbor Insurance' },
  { clientUid: client.gone, name: 'Former Client', status: 'Closed' },
];

const demo = { clientUid: client.demo, leadTypeUid: SAMPLE.auto, price: 25 };
const acme = { clientUid: client.acme, leadTypeUid: SAMPLE.auto, price: 25 };

const DELIVERY_ACCOUNTS: AccountInput['deliveryAccounts'] = [
  { ...demo, clientAccountUid: 501, description: 'Auto' },
  {
    ...demo,
    clientAccountUid: 502,
    description: 'Auto redirect',
    accountType: ACCOUNT_TYPES.redirect,
    redirectUrl: 'https://example.com/demo/thanks',
  },
  {
    ...demo,
    clientAccountUid: 503,
    description: 'Auto live calls',
    accountType: ACCOUNT_TYPES.liveCall,
    agentName: 'John Smith',
    agentPhone: '7025551212',
  },
  { ...demo, clientAccountUid: 504, description: 'Auto 800 number', accountType: ACCOUNT_TYPES.ivr },
  { ...acme, clientAccountUid: 511, description: 'Auto' },
  {
    ...acme,
    clientAccountUid: 512,
    description: 'Auto live calls',
    accountType: ACCOUNT_TYPES.liveCall,
    agentName: 'Bob McCarthy',
    agentPhone: '6025551212',
  },
  // It only takes insured drivers with good credit, pays the most, and sometimes declines.
  {
    clientAccountUid: 521,
    clientUid: client.harbor,
    leadTypeUid: SAMPLE.auto,
    description: 'Auto, insured',
    price: 40,
    declinesEvery: 4,
    criteria: [
      { leadFieldUid: 110, operator: 'Equal', value: 'Yes' },
      { leadFieldUid: 113, operator: 'In', value: 'Excellent|Good' },
    ],
  },
  { clientAccountUid: 531, clientUid: client.gone, leadTypeUid: SAMPLE.auto, description: 'Auto', price: 90 },
  { clientAccountUid: 541, clientUid: client.acme, leadTypeUid: SAMPLE.home, description: 'Home services', price: 18 },
];

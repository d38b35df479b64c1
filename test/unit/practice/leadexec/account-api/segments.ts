import { expect } from 'vitest';
import { SAMPLE } from '../../../../../src-main/practice/leadexec/account/sample-ids.ts';

/** Segments of the samples' paths, by real identifiers of the sample account. */
const segments = (lead: number): Readonly<Record<string, string>> => ({
  leadtypeuid: '1',
  LeadTypeUID: '3',
  ClientUID: String(SAMPLE.client.demo),
  ClientAccountUID: '501',
  DeliveryAccountUID: '501',
  DeliveryUID: '1501',
  DistributionListUID: '81',
  DistributionItemUID: '80002',
  DistributionListItemUID: '80001',
  LeadUID: String(lead),
  LeadSourceUID: '18',
  CampaignUID: String(SAMPLE.campaign.solar),
  vendorUID: '18',
  campaignUID: '23',
  Username: 'client%20one',
  State: 'MD',
  County: "Prince%20George's",
  FIPS: '32003',
  ZipCode: '89101',
  Radius: '12.5',
  VisitID: `00000000-0000-4000-8000-${String(lead).padStart(12, '0')}`,
  phoneNumber: '7025550100',
  code: '000000',
});

/** A request of the document with real identifiers in its path; `lead` is one that was posted. */
export const requestWith = (request: string, lead: number): string =>
  request.replace(/[[{](\w+)[\]}]/g, (_, name: string) => segments(lead)[name] ?? expect.fail(`no segment ${name}`));

import { makeDataDir } from '../../src-main/db/make-data-dir.ts';
import { databaseFile, openStore } from '../../src-main/db/open.ts';
import { LeadIndex } from '../../src-main/lead-index/index.ts';
import { ingest } from '../../src-main/leads/ingest.ts';
import { sampleLead } from '../../src-main/practice/leads/sample-leads.ts';
import type { ReadRecord } from '../../src-main/vendors/lead-record.ts';
import { NO_FIELDS } from '../../src-main/vendors/lead-record.ts';

const BATCH = 5000;

/** A generated person as a record of the practice board, with a unique phone and email. */
function madeRecord(n: number): ReadRecord {
  const lead = sampleLead((n % 10_000) + 1, 7 + Math.floor(n / 10_000));
  const tail = String(n % 10_000).padStart(4, '0');
  const fields = {
    ...NO_FIELDS,
    firstName: lead.firstName,
    lastName: lead.lastName,
    email: `${lead.firstName}.${lead.lastName}.${n}@example.org`.toLowerCase().replace(/[^a-z0-9.@]/g, ''),
    phone: n % 7 === 0 ? '' : `${201 + (Math.floor(n / 10_000) % 780)}555${tail}`,
    address: lead.address,
    city: lead.city,
    state: lead.state,
    zip: lead.zip,
    license: lead.license,
    experience: lead.experience,
    employmentType: lead.employmentType,
    specialties: [lead.specialty],
    contactTime: lead.contactTime,
    preferredDestinations: [...lead.destinations],
    licensedStates: [...lead.licensedStates],
    licenseInvestigated: lead.investigated,
    hasJobApps: lead.applications.length > 0,
    sent: new Date(lead.sentAt).toISOString(),
  };
  return { externalId: String(n), fields, raw: JSON.stringify({ id: n, ...fields }), unlocked: n % 5 === 0 };
}

/** Imports generated leads into a data folder that is not open, in the same way as all leads are imported. */
export function fillInbox(dataDir: string, leads: number, said: (n: number) => void = () => undefined): void {
  makeDataDir(dataDir);
  const store = openStore(databaseFile(dataDir));
  const index = new LeadIndex(store);
  const began = Date.now() - leads * 60_000;
  for (let from = 1; from <= leads; from += BATCH) {
    const records = Array.from({ length: Math.min(BATCH, leads - from + 1) }, (_, i) => madeRecord(from + i));
    const now = () => began + from * 60_000;
    ingest({ store, index, now }, { connectionId: null, kind: 'file', source: 'made.csv', records, rejects: [] });
    said(from + records.length - 1);
  }
  store.close();
}

const [, self, dataDir, leads] = process.argv;
if (self?.endsWith('fill-inbox.ts') === true) {
  if (dataDir === undefined || leads === undefined) {
    console.error('node test/support/fill-inbox.ts <data folder> <leads>');
    process.exitCode = 2;
  } else fillInbox(dataDir, Number(leads), (n) => console.log(`${n} leads`));
}

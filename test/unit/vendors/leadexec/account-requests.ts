import { DOCUMENT, type DocumentedCall } from './account-document.ts';

/** A real request of a section: what goes in, and the address it goes to. */
export interface RealRequest {
  readonly documented: DocumentedCall;
  /** The name of its function. */
  readonly name: string;
  readonly path: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly url: string;
}

/** The document's sample bodies hold zeros and empty texts; what may not be so is given a value. */
const BODIES: Readonly<Record<string, (sample: unknown) => unknown>> = {
  Authentication: (sample) => sample,
  'Create / Modify Client': (sample) => {
    const { Info, FieldData } = sample as { Info: object; FieldData: unknown };
    return { Info: { ...Info, Username: 'new', Password: 'pass' }, FieldData };
  },
  'Client Active List by Lead Type': (sample) => ({ ...(sample as object), DeliveryAccountType: 'Web' }),
  'Update Client Group Assignment': () => ({ ClientGroupName: '', ClientGroupUID: 0 }),
  'Client Scanner by Criteria': () => [{ Name: 'State', Value: 'CA' }],
  'Create or Modify Delivery Account': (sample) => ({ ...(sample as object), Status: 12 }),
  'Run Payment': () => ({ Amount: 12.5 }),
  'Confirm Redirect Delivery': () => ({ LeadUID: 7, RedirectURL: 'https://a.example', IsValid: true, Response: 'ok' }),
  'Create or Modify Lead Source': (sample) => ({ ...(sample as object), UserName: 'web' }),
  'Create or Modify Lead Source Campaign': (sample) => ({ ...(sample as object), Status: 1 }),
  'Upload Attachment': () => ({ FileName: 'a.txt', Description: '', Base64Data: 'QQ==' }),
};

const TEXTS: Readonly<Record<string, string>> = {
  Username: "o'neil & sons/ä",
  State: 'MD',
  County: "Prince George's",
  FIPS: '06037',
  ZipCode: '02134',
  VisitID: 'c0ffee-1',
  phoneNumber: '4155550100',
  code: '012345',
};

/** `Create / Modify Client` is `createModifyClient`. */
function functionName({ section, request }: DocumentedCall): string {
  if (request.endsWith('/v1/data/validation/states')) return 'listStates';
  const words = section.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return words
    .map((word, at) => (at === 0 ? word.toLowerCase() : (word[0] ?? '').toUpperCase() + word.slice(1).toLowerCase()))
    .join('');
}

/** A real request for each section, with another number for each part of a path. */
export const REQUESTS: readonly RealRequest[] = DOCUMENT.map((documented) => {
  const written = documented.request.slice(documented.request.indexOf(' ') + 1);
  const [address = '', search = ''] = written.split('?');
  const path: Record<string, unknown> = {};
  let next = 11;
  const url = address.replace(/\[(\w+)\]/g, (_, name: string) => {
    const text = TEXTS[name];
    path[name] = name === 'Radius' ? 12.5 : (text ?? next++);
    return encodeURIComponent(String(path[name]));
  });
  if (search !== '') path.InState = true;
  const sample = BODIES[documented.section];
  const body = sample === undefined ? (documented.body ?? undefined) : sample(documented.body);
  const name = functionName(documented);
  return {
    documented,
    name,
    path,
    body: name === 'listStates' ? undefined : body,
    url: search === '' ? url : `${url}?${search}`,
  };
});

/** The request of a function. @throws Error where there is none */
export function requestOf(name: string): RealRequest {
  const found = REQUESTS.find((one) => one.name === name);
  if (!found) throw new Error(`No section for ${name}`);
  return found;
}

/** Fields that only some types of delivery methods use, by purpose. */
const HTTP = ['DeliveryAddress', 'useRegEx', 'ResponseSearch'];
const SCHEMA = ['XML'];
const FTP = ['FTPUser', 'FTPPassword', 'FTPPath'];
const MAIL = [
  ...['EmailAddress', 'fAddress', 'tAddress', 'NotifyCC', 'NotifyBCC', 'EmailSubject', 'EmailTemplate'],
  ...['SMTPServer', 'SMTPAuth', 'SMTPUsername', 'SMTPPassword'],
];

/**
 * The fields that each of the 12 types uses, by its documented name. The document doesn't list them: they are inferred from what the fields
 * are for.
 */
const USED: Readonly<Record<string, readonly string[]>> = {
  'HTTP POST': HTTP,
  'HTTP GET': HTTP,
  'XML / JSON': [...HTTP, ...SCHEMA],
  SalesExec: [],
  FTP: [...FTP, 'DeliveryAddress', ...SCHEMA],
  'E-Mail': MAIL,
  'CSV Attachment': MAIL,
  SOAP: [...HTTP, ...SCHEMA],
  'Internal System': [],
  'PING/POST': [...HTTP, ...SCHEMA],
  'Batch Email File Delivery': MAIL,
  'SMS Notification': ['tAddress', 'EmailAddress', 'EmailTemplate'],
};

const OF_SOME: ReadonlySet<string> = new Set([...HTTP, ...SCHEMA, ...FTP, ...MAIL]);

/** Whether a method of a type uses a field. A type that is not in the document may use all of them. */
export function isUsed(type: string, path: string): boolean {
  const used = USED[type];
  return used === undefined || !OF_SOME.has(path) || used.includes(path);
}

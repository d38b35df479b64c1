import { methodSchema } from '../../account/delivery-model.ts';
import type { Account } from '../../account/model.ts';
import { found, nextUid, put, Refused, type Reply, type Visit } from '../call.ts';
import { clientOfAddress } from '../clients/client-of.ts';
import { fromWire } from '../shape.ts';
import { METHOD } from './account-shapes.ts';

const FIRST_METHOD_UID = 2001;
const FIRST_PART_UID = 60_001;
type Fields = Readonly<Record<string, unknown>>;

/**
 * Create or Modify Delivery Method. Field settings and their mappings are merged by their identifiers, and deleted with `Delete`; delivery
 * days have no such flag, so a list replaces the existing one. @returns only its identifier, as a number
 */
export function writeMethod(visit: Visit): Reply {
  const { account } = visit.world;
  const { body } = visit;
  const clientUid = clientOfAddress(visit);
  const given = Number(body.ClientDeliveryUID ?? 0);
  const isIt = (one: { deliveryUid: number; clientUid: number }) =>
    one.deliveryUid === given && one.clientUid === clientUid;
  const before = given === 0 ? undefined : found(account.methods.find(isIt), 'Delivery method', given);
  const deliveryUid =
    before?.deliveryUid ??
    nextUid(
      account.methods.map((one) => one.deliveryUid),
      FIRST_METHOD_UID,
    );
  const written = fromWire(METHOD, body, before);
  const number = numbering(account);
  const fieldSettings = mergeParts(
    before?.fieldSettings ?? [],
    written.fieldSettings,
    'DeliverySettingUID',
    number,
  ).map((setting) => {
    const had = before?.fieldSettings.find((one) => one.DeliverySettingUID === setting.DeliverySettingUID);
    const parent = { DeliverySettingUID: setting.DeliverySettingUID };
    const mappings = mergeParts(partsOf(had), setting.FieldMappings, 'DeliveryMappingUID', number);
    return { ...setting, DeliveryUID: deliveryUid, FieldMappings: mappings.map((one) => ({ ...one, ...parent })) };
  });
  const days = Array.isArray(written.days)
    ? written.days.map((day: Fields) => ({
        ...day,
        dayUid: Number(day.dayUid ?? 0) || number(),
        rest: { DeliveryUID: deliveryUid },
      }))
    : (before?.days ?? []);
  const method = methodSchema.parse({ ...before, ...written, deliveryUid, clientUid, fieldSettings, days });
  put(account.methods, method, (one) => one.deliveryUid === deliveryUid);
  for (const one of account.deliveryAccounts) {
    if (one.deliveryUid === deliveryUid) one.leadTypeUid = method.leadTypeUid;
  }
  return { json: deliveryUid };
}

const partsOf = (setting: Fields | undefined): readonly Fields[] =>
  Array.isArray(setting?.FieldMappings) ? (setting.FieldMappings as Fields[]) : [];

/**
 * Rows after a body was applied: those with a known identifier are changed or deleted, those with 0 are added, in the order of the body;
 * the others don't change, and come after them.
 */
function mergeParts(before: readonly Fields[], given: unknown, id: string, number: () => number): Fields[] {
  const others = [...before];
  const rows: Fields[] = [];
  for (const row of Array.isArray(given) ? (given as Fields[]) : []) {
    const kept = { ...row, Delete: false };
    if (row[id] === 0 || row[id] === undefined) {
      if (row.Delete !== true) rows.push({ ...kept, [id]: number() });
      continue;
    }
    const at = others.findIndex((one) => one[id] === row[id]);
    if (at < 0) throw new Refused(400, `${id} ${String(row[id])} was not found`);
    const [there] = others.splice(at, 1);
    if (row.Delete !== true) rows.push({ ...there, ...kept });
  }
  return [...rows, ...others];
}

/** Returns a function that gives new identifiers for settings, mappings and days. */
export function numbering({ methods }: Account): () => number {
  const taken = methods.flatMap(({ fieldSettings, days }) => [
    ...days.map(({ dayUid }) => dayUid),
    ...fieldSettings.flatMap((one) => [
      Number(one.DeliverySettingUID),
      ...partsOf(one).map((mapping) => Number(mapping.DeliveryMappingUID)),
    ]),
  ]);
  let next = nextUid(taken, FIRST_PART_UID);
  return () => next++;
}

/** Set Default Mappings: one setting for each enabled field of the method's lead type, by its name. */
export function setDefaultMappings({ world: { account }, uid }: Visit): Reply {
  const method = account.methods.find((one) => one.deliveryUid === uid('DeliveryUID'));
  const { deliveryUid, leadTypeUid } = found(method, 'Delivery method', uid('DeliveryUID'));
  const type = found(
    account.leadTypes.find((one) => one.leadTypeUid === leadTypeUid),
    'Lead type',
    leadTypeUid,
  );
  const number = numbering(account);
  const fieldSettings = type.fields
    .filter(({ status }) => status)
    .map(({ leadFieldUid, descriptor }) => ({
      DeliverySettingUID: number(),
      DeliveryUID: deliveryUid,
      Delete: false,
      Format: '',
      FieldType: 1,
      FieldName: descriptor,
      Value: '',
      LeadFieldUID: leadFieldUid,
      Expr: '',
      hasMap: false,
      FieldMappings: [],
    }));
  put(account.methods, { ...found(method, 'Delivery method', deliveryUid), fieldSettings }, (one) => one === method);
  return { json: true };
}

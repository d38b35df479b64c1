import { CommandError, type ReceiverField, receiverField } from '../../src-preload/contract/index.ts';
import { fieldsForLeadType } from '../vendors/leadexec/calls/lead-types.ts';
import { DATA_TYPE, SYSTEM_FIELD, valueIn } from '../vendors/leadexec/enumerations.ts';
import type { LeadTypeUID } from '../vendors/leadexec/ids.ts';
import type { Accounts } from './accounts.ts';

type FieldRow = Extract<Awaited<ReturnType<typeof fieldsForLeadType>>, { kind: 'answer' }>['value'][number];

/**
 * Reads the fields of a lead type in the form of a receiver's mapping ("Fields for Lead Type"). Fields that are not enabled or are computed
 * from others are not posted, and left out.
 *
 * @throws CommandError `conflict` if the login is refused, `unavailable` if the account can't be reached, `failed` for another answer
 */
export async function leadTypeFields(
  accounts: Accounts,
  accountId: number,
  leadType: number,
): Promise<readonly ReceiverField[]> {
  const { connection } = accounts.of(accountId);
  const answer = await fieldsForLeadType(accounts.client(accountId), { LeadTypeUID: leadType as LeadTypeUID });
  const what = `The fields of lead type ${leadType} could not be read from ${connection.name}`;
  if (answer.kind === 'refused') {
    const code = answer.why === 'login' ? 'conflict' : answer.why === 'network' ? 'unavailable' : 'failed';
    throw new CommandError(code, `${what}: ${answer.sentence}`);
  }
  if (answer.kind === 'declined') throw new CommandError('failed', `${what}: ${answer.words}`);
  return answer.value.flatMap((row) => fieldOf(row));
}

const TYPES: Readonly<Record<string, ReceiverField['type']>> = {
  Int: 'integer',
  Bigint: 'integer',
  Bit: 'boolean',
  Money: 'number',
  Decimal: 'number',
  Float: 'number',
  DateTime: 'date',
};
/** Uses of a lead field that identify a person. */
const PERSON =
  /^(?:Orig)?(?:FirstName|LastName|Email|PrimaryPhone|MobilePhone|PhoneNumber|Address2?|IPAddress|IP)$|^StandardAddress$|^IPL(?:at|ong)$/;

/** A field with an unknown type is text, which refuses nothing, because the receiver decides in the end. */
function fieldOf(row: FieldRow): ReceiverField[] {
  const name = row.Descriptor?.trim() ?? '';
  if (name === '' || row.Status === false || row.Computed === true) return [];
  const enums = row.Enumerated === false ? [] : (row.FieldEnums ?? []).filter((one) => one.Delete !== true);
  const read = receiverField.safeParse({
    name,
    required: row.Required === true,
    type: TYPES[valueIn(DATA_TYPE, row.FieldDataType)?.name ?? ''] ?? 'text',
    validation: row.Validation ?? '',
    invalidChars: row.InvalidChars ?? '',
    values: enums
      .toSorted((one, other) => (one.Priority ?? 0) - (other.Priority ?? 0))
      .map(({ Descriptor }) => Descriptor ?? '')
      .filter((value) => value !== ''),
    contact: PERSON.test(valueIn(SYSTEM_FIELD, row.SpecialBit)?.name ?? ''),
  });
  return read.success ? [read.data] : [];
}

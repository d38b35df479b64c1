import type { ClientField } from '../../account/delivery-model.ts';
import type { Account, Client } from '../../account/model.ts';
import { type EnumerationsAs, toWire } from '../shape.ts';
import { CLIENT_FIELD, CLIENT_FIELD_END } from './client-shapes.ts';

/** The value of a client's field by the system's use of it. */
export function valueOfBit({ clientFields }: Account, client: Client | undefined, bit: string): string {
  const field = clientFields.find(({ specialBit }) => specialBit === bit);
  return (field === undefined ? undefined : client?.fields[field.clientFieldUid]?.value) ?? '';
}

/** Fields for Client, or Available Fields without a client. */
export function fieldAnswer(field: ClientField, client: Client | undefined, as: EnumerationsAs) {
  const value = client?.fields[field.clientFieldUid];
  return {
    ...toWire(CLIENT_FIELD, field, as),
    Enumerated: field.enums.length > 0,
    Enums: field.enums.map((descriptor, at) => ({
      ClientFieldEnumUID: field.clientFieldUid * 100 + at + 1,
      ClientFieldUID: field.clientFieldUid,
      Descriptor: descriptor,
      Priority: at,
    })),
    ...toWire(CLIENT_FIELD_END, field, as),
    FieldValue: value?.value ?? '',
    PastValues: value?.past ?? [],
  };
}

/** A client's contact data, as in the scanner and sends. `Price` and similar members are added by the caller. */
export function contactOf(account: Account, client: Client | undefined, clientUid: number) {
  const of = (bit: string) => valueOfBit(account, client, bit);
  return {
    ClientUID: clientUid,
    ClientName: client?.name ?? '',
    ContactFirstName: of('FirstName'),
    ContactLastName: of('LastName'),
    Address: of('Address'),
    Address2: '',
    City: of('City'),
    State: of('State'),
    Country: 'United States',
    PostalCode: of('Zip'),
    PhoneNumber: of('PrimaryPhone'),
    Email: of('Email'),
  };
}

import { z } from 'zod';

/**
 * An identifier of the Account API. All are whole numbers, and a wrong one looks as valid as the right one, so each kind has its own type.
 * The document has several names for most (`docs/vendors.md`, LeadExec's account API).
 */
export type Id<Name extends string> = number & z.$brand<Name>;

/** The operator's own account. A delivery account is a `ClientAccountUID`. */
export type AccountUID = Id<'AccountUID'>;
export type ClientUID = Id<'ClientUID'>;
export type ClientGroupUID = Id<'ClientGroupUID'>;
export type ClientFieldUID = Id<'ClientFieldUID'>;
/** A delivery account; also DeliveryAccountUID. */
export type ClientAccountUID = Id<'ClientAccountUID'>;
/** A delivery method; also DeliveryUID. */
export type ClientDeliveryUID = Id<'ClientDeliveryUID'>;
export type ClientOrderUID = Id<'ClientOrderUID'>;
export type ClientOrderItemUID = Id<'ClientOrderItemUID'>;
export type LeadUID = Id<'LeadUID'>;
export type LeadTypeUID = Id<'LeadTypeUID'>;
export type LeadFieldUID = Id<'LeadFieldUID'>;
export type LeadCatUID = Id<'LeadCatUID'>;
/** A distribution list; also DistributionListUID. */
export type CustomListUID = Id<'CustomListUID'>;
/** An item of a distribution list; also DistributionItemUID and DistributionListItemUID. */
export type CustomListItemUID = Id<'CustomListItemUID'>;
/** A lead source; also VID, VendorUID and LeadSourceUID. */
export type LPVendorUID = Id<'LPVendorUID'>;
/** A campaign of a lead source; also AID and CampaignUID. */
export type VendorAccountUID = Id<'VendorAccountUID'>;

// The kinds differ in their types alone, so all have the same schemas: the calls have some 180 identifiers, and a thread that starts
// would create the parts of each.
const inPath = z.number().int().min(1);
const inBody = z.number().int().min(0);
const DIGITS = /^\s*-?\d{1,15}\s*$/;
const whole = z.number().int();
const inAnswer = z.union([whole, z.string().regex(DIGITS).transform(Number)]).pipe(whole);

/** An identifier in a path, at least 1. */
export const pathId = <Name extends string>() => inPath.brand<Name>();

/** An identifier in a body. 0 means a new record, or none. */
export const sentId = <Name extends string>() => inBody.brand<Name>();

/** An identifier in an answer, as a number or as text. */
export const readId = <Name extends string>() => inAnswer.brand<Name>();

/**
 * A whole number as an identifier of a kind, 0 for a new record; for numbers from a person or a screen. @throws ZodError if it isn't one
 */
export const toId = <Name extends string>(value: number): Id<Name> => sentId<Name>().parse(value) as Id<Name>;

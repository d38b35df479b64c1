import { z } from 'zod';

/** The parts of an account that only the account API shows: methods, orders, lists, groups and fields of clients, payments. */

const uid = z.number().int().positive();
const orNone = z.number().int().min(0).default(0);
const rest = z.record(z.string(), z.unknown()).default({});

/** Account API, Client Group List. */
export const clientGroupSchema = z.strictObject({
  groupUid: uid,
  description: z.string(),
  displayOrder: z.number().int().default(0),
});

/** Account API, Available Fields for Clients. */
export const clientFieldSchema = z.strictObject({
  clientFieldUid: uid,
  descriptor: z.string(),
  specialBit: z.string().default('NoSpecialBit'),
  dataType: z.string().default('Varchar'),
  required: z.boolean().default(false),
  status: z.boolean().default(true),
  enums: z.array(z.string()).default([]),
  rest,
});
export type ClientField = z.infer<typeof clientFieldSchema>;

/** When a method may deliver: on a day of the week or one date, from a time of day until another (Pacific Time, end excluded). */
export const deliveryDaySchema = z.strictObject({
  dayUid: orNone,
  weekDay: z.number().int().min(0).max(6),
  staticDate: z.string().nullable().default(null),
  startTime: z.string(),
  endTime: z.string(),
  allow: z.boolean().default(true),
  rest,
});
export type DeliveryDay = z.infer<typeof deliveryDaySchema>;

/** Account API, Create or Modify Delivery Method. Field settings are stored under the document's own names. */
export const methodSchema = z.strictObject({
  deliveryUid: uid,
  clientUid: uid,
  leadTypeUid: z.number().int().min(0),
  name: z.string().default(''),
  /** delivery_type by its number; a text is one that is not in the document. */
  type: z.union([z.number().int(), z.string()]).default(0),
  /** Whether it is enabled. */
  status: z.boolean().default(true),
  days: z.array(deliveryDaySchema).default([]),
  fieldSettings: z.array(z.record(z.string(), z.unknown())).default([]),
  rest,
});
export type Method = z.infer<typeof methodSchema>;

export const orderItemSchema = z.strictObject({
  itemUid: orNone,
  /** Null or 0 means any of the client's accounts. */
  clientAccountUid: z.number().int().nullable().default(null),
  /** Null means that it is in dollars. */
  qty: z.number().int().nullable(),
  sentQty: z.number().int().default(0),
  constrainQuantity: z.boolean().default(true),
  price: z.number().default(0),
  sentPrice: z.number().default(0),
});
export type OrderItem = z.infer<typeof orderItemSchema>;

/** Account API, Create or Modify Order. */
export const clientOrderSchema = z.strictObject({
  orderUid: uid,
  clientUid: uid,
  startDate: z.string(),
  endDate: z.string().nullable().default(null),
  status: z.string().default('Open'),
  renewal: z.string().default('No_Renewal'),
  autoCharge: z.boolean().default(false),
  items: z.array(orderItemSchema),
});
export type ClientOrder = z.infer<typeof clientOrderSchema>;

/** Account API, Get Distribution Lists. */
export const distributionListSchema = z.strictObject({
  listUid: uid,
  leadTypeUid: uid,
  leadFieldUid: uid,
  description: z.string(),
  /** 1 is active. */
  status: z.number().int().default(1),
  defaultClient: orNone,
  /** It only applies to leads whose field with this identifier has `value`; 0 means to all. */
  dependField: orNone,
  value: z.string().default(''),
  items: z
    .array(
      z.strictObject({
        itemUid: uid,
        description: z.string().default(''),
        tag1: z.string().default(''),
        tag2: z.string().default(''),
        value: z.string(),
        /** Clients in the order in which they were assigned. */
        clients: z.array(z.number().int()).default([]),
        rest,
      }),
    )
    .default([]),
});
export type DistributionList = z.infer<typeof distributionListSchema>;

/** A payment that was logged, or a card that was run. */
export const paymentSchema = z.strictObject({
  paymentUid: uid,
  clientUid: uid,
  orderUid: orNone,
  amount: z.number(),
  isValid: z.boolean(),
  response: z.string().default(''),
  /** Whether a card was run. */
  card: z.boolean().default(false),
  at: z.number(),
});

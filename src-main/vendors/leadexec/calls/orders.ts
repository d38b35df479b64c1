import { z } from 'zod';
import * as seen from '../answer-fields.ts';
import * as sent from '../body-fields.ts';
import { call } from '../call.ts';
import { ORDER_STATUS, RENEWAL } from '../enumerations.ts';
import { readId, sentId } from '../ids.ts';
import { id } from '../parameters.ts';

/** The most orders on a page. */
export const ORDERS_AT_MOST = 100;

/** Items have no Delete flag: the whole list is sent, and is read again and compared. */
export const createOrModifyOrder = call({
  section: 'Create or Modify Order',
  request: 'PUT /v1/orders',
  body: z.strictObject({
    ClientOrderUID: sentId<'ClientOrderUID'>(),
    ClientUID: sentId<'ClientUID'>(),
    StartDate: sent.keptDate,
    EndDate: sent.keptDate,
    Status: sent.choice(ORDER_STATUS),
    Renewal: sent.choice(RENEWAL),
    AutoCharge: sent.flag,
    Items: z.array(
      z.strictObject({
        ClientOrderItemUID: sentId<'ClientOrderItemUID'>(),
        /** 0 or null means any account. */
        ClientAccountUID: sentId<'ClientAccountUID'>().nullish(),
        /** Null if the order is in dollars. */
        Qty: sent.keptWhole,
        Price: sent.amount,
        ConstrainQuantity: sent.flag,
      }),
    ),
  }),
  answer: { is: 'id' },
});

const item = z.looseObject({
  ClientOrderItemUID: readId<'ClientOrderItemUID'>(),
  ClientAccountUID: readId<'ClientAccountUID'>().nullish(),
  Qty: seen.number,
  SentQty: seen.number,
  ConstrainQuantity: seen.flag,
  Price: seen.number,
  SentPrice: seen.number,
});
const order = z.looseObject({
  ClientOrderUID: readId<'ClientOrderUID'>(),
  ClientUID: readId<'ClientUID'>().nullish(),
  StartDate: seen.date,
  EndDate: seen.date,
  Qty: seen.number,
  SentQty: seen.number,
  PriceTotal: seen.number,
  SentPriceTotal: seen.number,
  Status: seen.choice,
  Renewal: seen.choice,
  AutoCharge: seen.flag,
  Items: seen.rows(item),
});

export const retrieveOrderDetailsOrList = call({
  section: 'Retrieve Order Details or List',
  request: 'POST /v1/orders',
  effect: 'read',
  body: z.strictObject({
    OrderUID: sentId<'ClientOrderUID'>().nullish(),
    OrderStatusFilter: sent.choice(ORDER_STATUS).nullish(),
    ClientUID: sentId<'ClientUID'>().nullish(),
    StartDate: sent.date.nullish(),
    Skip: sent.whole.min(0),
    Take: sent.whole.min(1).max(ORDERS_AT_MOST),
  }),
  answer: {
    is: 'page',
    within: 'Orders',
    of: order,
    page: z.looseObject({ QueryTotal: seen.number, Count: seen.number, Skip: seen.number, Take: seen.number }),
  },
});

/** Only records a payment that was received elsewhere. No call lists payments. `CardTransUID` is the example's name. */
export const createOrderPayment = call({
  section: 'Create Order Payment',
  request: 'PUT /v1/orders/billing/payments',
  body: z.strictObject({
    ClientUID: sentId<'ClientUID'>(),
    ClientOrderUID: sentId<'ClientOrderUID'>(),
    CardTransUID: sent.whole,
    Amount: sent.amount,
    IsValid: sent.flag,
    Response: sent.text,
  }),
  answer: { is: 'text' },
});

/** Charges a card. Its result can't be determined afterwards. `DateRan` is Pacific Time. */
export const runPayment = call({
  section: 'Run Payment',
  request: 'POST /v1/orders/[ClientUID]/billing/paymentmethods/run',
  parameters: { ClientUID: id<'ClientUID'>() },
  body: z.strictObject({ Amount: sent.amount.positive() }),
  answer: {
    is: 'result',
    success: 'IsValid',
    words: ['Response'],
    of: z.looseObject({
      ClientTranUID: readId<'ClientTranUID'>().nullish(),
      ClientUID: readId<'ClientUID'>().nullish(),
      IsValid: seen.flag,
      Response: seen.text,
      CardNumber: seen.text,
      ExpDate: seen.text,
      Amount: seen.number,
      DateRan: seen.date,
    }),
  },
});

import { z } from 'zod';
import type { ChangeField } from './change-fields.ts';

const criteria = z.array(
  z
    .object({
      LeadFieldUID: z.number(),
      Type: z.union([z.string(), z.number()]).nullish(),
      Expression: z.string().nullish(),
      Operator: z.union([z.string(), z.number()]).nullish(),
      Value: z.string().nullish(),
    })
    .transform(({ LeadFieldUID, Type, Expression, Operator, Value }) => ({
      leadFieldUid: LeadFieldUID,
      type: String(Type ?? 'FieldValue'),
      expression: Expression ?? '',
      operator: String(Operator ?? ''),
      value: Value ?? '',
    })),
);
const days = z.array(
  z
    .object({
      WeekDay: z.union([z.string(), z.number()]).nullish(),
      StaticDate: z.string().nullish(),
      StartTime: z.string().nullish(),
      EndTime: z.string().nullish(),
      Allow: z.boolean(),
    })
    .transform(({ WeekDay, StaticDate, StartTime, EndTime, Allow }) => ({
      weekDay: Number(WeekDay ?? 0),
      staticDate: StaticDate ?? null,
      startTime: StartTime ?? '',
      endTime: EndTime ?? '',
      allow: Allow,
    })),
);

/** A record's value in the form of a what-if; undefined if it is not of the field's type. */
export function contractValue({ type }: ChangeField, value: unknown): unknown {
  if (type === 'criteria') return criteria.safeParse(value).data;
  if (type === 'days') return days.safeParse(value).data;
  return value;
}

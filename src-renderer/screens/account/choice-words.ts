/** Enumeration values that read like code, in words. The documented name is still what is stored and sent. */
const WORDS: Readonly<Record<string, string>> = {
  No_Renewal: 'No renewal',
  On_End: 'At its end date',
  On_Qty_Fill: 'When it is filled',
  OnHold: 'On hold',
  RoundRobin: 'Round robin',
  'PING/POST': 'Ping and post',
  No_DataType: 'None',
  Bit: 'Yes or no',
  Int: 'Whole number',
  Bigint: 'Whole number (large)',
  DateTime: 'Date and time',
  Varchar: 'Text',
  Float: 'Decimal (float)',
};

/**
 * The displayed name of an enumeration value. An unknown value is displayed as received. "OnHold? (3)" means that the name is guessed from
 * the number.
 */
export function choiceWords(name: string): string {
  const [, guessed, number] = /^(.+)\? \((\d+)\)$/.exec(name) ?? [];
  return guessed === undefined ? (WORDS[name] ?? name) : `${WORDS[guessed] ?? guessed}? (${number})`;
}

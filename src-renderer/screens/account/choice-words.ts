/** Values of enumerations that read as code, in words. The documented name stays what is kept and sent. */
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

/** What a value of an enumeration is called; one that isn't known stays as it came. "OnHold? (3)" is a guess by its place. */
export function choiceWords(name: string): string {
  const [, guessed, number] = /^(.+)\? \((\d+)\)$/.exec(name) ?? [];
  return guessed === undefined ? (WORDS[name] ?? name) : `${WORDS[guessed] ?? guessed}? (${number})`;
}

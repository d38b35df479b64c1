/** The format of times: that of the system, or the operator's choice. */
export type ClockChoice = 'system' | '12' | '24';

/** Whether the language and region of this system use a 12-hour clock. */
export function systemTellsTwelve(locale?: string): boolean {
  const { hourCycle } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
  return hourCycle === 'h12' || hourCycle === 'h11';
}

let twelve = systemTellsTwelve();

/** Sets the format of all times. */
export function setClock(choice: ClockChoice): void {
  twelve = choice === 'system' ? systemTellsTwelve() : choice === '12';
}

/** Whether times are shown with a 12-hour clock. */
export const tellsTwelve = (): boolean => twelve;

/** Minutes since midnight as a time: "2:05 PM", or "14:05". */
export function clockOf(minutes: number): string {
  const hour = Math.floor(minutes / 60) % 24;
  const minute = String(minutes % 60).padStart(2, '0');
  return twelve ? `${hour % 12 === 0 ? 12 : hour % 12}:${minute} ${hour < 12 ? 'AM' : 'PM'}` : `${hour}:${minute}`;
}

/** Converts the times in sentences of the core, which have a 24-hour clock, to this system's format. */
export function inClock(sentence: string): string {
  if (!twelve) return sentence;
  return sentence.replace(
    /(?<![\d:.-])([01]?\d|2[0-4]):([0-5]\d)(?!:?\d| ?[AP]M)/g,
    (_, hour: string, minute: string) => clockOf(Number(hour) * 60 + Number(minute)),
  );
}

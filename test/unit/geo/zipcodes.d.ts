/** The package ships no types; only what is used here. */
declare module 'zipcodes' {
  export interface ZipPlace {
    readonly zip: string;
    readonly latitude: number;
    readonly longitude: number;
    readonly city: string;
    readonly state: string;
    readonly country: string;
  }
  /** US ZIP codes by their five digits, Canadian postal codes by their first three characters. */
  export const codes: Readonly<Record<string, ZipPlace | undefined>>;
}

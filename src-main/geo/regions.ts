/** Names of states, provinces and territories, and the usual abbreviations, in plain capitals without periods. */
const NAMES: Readonly<Record<string, string>> = {
  AL: 'ALABAMA|ALA',
  AK: 'ALASKA',
  AZ: 'ARIZONA|ARIZ',
  AR: 'ARKANSAS|ARK',
  CA: 'CALIFORNIA|CALIF|CAL',
  CO: 'COLORADO|COLO',
  CT: 'CONNECTICUT|CONN',
  DE: 'DELAWARE|DEL',
  DC: 'DISTRICT OF COLUMBIA|WASHINGTON DC|WASHINGTON D C|D C',
  FL: 'FLORIDA|FLA',
  GA: 'GEORGIA',
  HI: 'HAWAII|HAWAI I',
  ID: 'IDAHO',
  IL: 'ILLINOIS|ILL',
  IN: 'INDIANA|IND',
  IA: 'IOWA',
  KS: 'KANSAS|KANS',
  KY: 'KENTUCKY',
  LA: 'LOUISIANA',
  ME: 'MAINE',
  MD: 'MARYLAND',
  MA: 'MASSACHUSETTS|MASS',
  MI: 'MICHIGAN|MICH',
  MN: 'MINNESOTA|MINN',
  MS: 'MISSISSIPPI|MISS',
  MO: 'MISSOURI',
  MT: 'MONTANA|MONT',
  NE: 'NEBRASKA|NEBR',
  NV: 'NEVADA|NEV',
  NH: 'NEW HAMPSHIRE|N H',
  NJ: 'NEW JERSEY|N J',
  NM: 'NEW MEXICO|N M',
  NY: 'NEW YORK|N Y',
  NC: 'NORTH CAROLINA|N CAROLINA|N C',
  ND: 'NORTH DAKOTA|N DAKOTA|N D',
  OH: 'OHIO',
  OK: 'OKLAHOMA|OKLA',
  OR: 'OREGON|ORE',
  PA: 'PENNSYLVANIA|PENN|PENNA',
  RI: 'RHODE ISLAND|R I',
  SC: 'SOUTH CAROLINA|S CAROLINA|S C',
  SD: 'SOUTH DAKOTA|S DAKOTA|S D',
  TN: 'TENNESSEE|TENN',
  TX: 'TEXAS|TEX',
  UT: 'UTAH',
  VT: 'VERMONT',
  VA: 'VIRGINIA',
  WA: 'WASHINGTON|WASH|WASHINGTON STATE',
  WV: 'WEST VIRGINIA|W VIRGINIA|W VA',
  WI: 'WISCONSIN|WISC|WIS',
  WY: 'WYOMING|WYO',
  PR: 'PUERTO RICO',
  GU: 'GUAM',
  VI: 'VIRGIN ISLANDS|US VIRGIN ISLANDS',
  AS: 'AMERICAN SAMOA',
  MP: 'NORTHERN MARIANA ISLANDS',
  AB: 'ALBERTA|ALTA',
  BC: 'BRITISH COLUMBIA|B C',
  MB: 'MANITOBA',
  NB: 'NEW BRUNSWICK',
  NL: 'NEWFOUNDLAND AND LABRADOR|NEWFOUNDLAND',
  NS: 'NOVA SCOTIA',
  NT: 'NORTHWEST TERRITORIES',
  NU: 'NUNAVUT',
  ON: 'ONTARIO|ONT',
  PE: 'PRINCE EDWARD ISLAND|PEI',
  QC: 'QUEBEC|QUE|PQ',
  SK: 'SASKATCHEWAN|SASK',
  YT: 'YUKON|YUKON TERRITORY',
};

const byName = new Map<string, string>();
for (const [code, names] of Object.entries(NAMES)) for (const name of names.split('|')) byName.set(name, code);

/** The name of a state, province or territory by its two capital letters; undefined if there is none. */
export function regionName(code: string): string | undefined {
  return NAMES[code]?.split('|', 1)[0];
}

/** The two-letter code of a state or province by its name in any case, with accents or periods; undefined if there is none. */
export function regionByName(name: string): string | undefined {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z]+/g, ' ')
    .trim();
  return byName.get(plain);
}

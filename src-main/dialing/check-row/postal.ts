import { stateOfZip } from '../../geo/zip-states.ts';
import { regionsOfAreaCode, zoneOfPostalCode } from '../../geo/zones.ts';
import type { RowFindings } from './row.ts';

/** The row's other data about where its lead lives. */
export interface PostalPlace {
  /** Two letters, or empty. */
  readonly state: string;
  /** Three letters, or empty. */
  readonly country: string;
  readonly city: string;
  readonly phoneCode: string;
  readonly phone: string;
}

const SPREADSHEET_DECIMAL = /^(\d{3,9})[.,]0+$/;
const SCIENTIFIC = /^\d(?:[.,]\d+)?e[+-]?\d+$/i;
/** A ZIP code that lost one or two leading zeros, alone or with its +4: 7030, 7030-1234, 70301234. */
const SHORT = /^(\d{3,4})(?:\s*[-–\s]\s*(\d{4})|(\d{4}))?$/;
const PLUS_FOUR = /^(\d{5})(?:\s*[-–\s]\s*|)(\d{4})$/;
const EMPTY_PLUS_FOUR = /^(\d{5})\s*-\s*(?:0000)?$/;
const CANADIAN = /^([ABCEGHJ-NPRSTVXY]\d[A-Z])[\s-]*(\d[A-Z]\d)$/i;

/**
 * A postal code. Damage by a spreadsheet to a ZIP code is undone if the rest of the row proves it: by its state, or without one by its area
 * code or city. Otherwise it is sent unchanged with a warning.
 */
export function checkPostal(value: string, field: string, place: PostalPlace, row: RowFindings): string {
  if (value.length === 5 && /^\d+$/.test(value)) return compared(value, field, place, row);
  if (!mayBeAmerican(place)) return row.text(value, field);
  let code = value;
  const whole = SPREADSHEET_DECIMAL.exec(value)?.[1];
  if (whole !== undefined) code = row.change('postal-decimal', field, value, whole);
  if (SCIENTIFIC.test(code) || !/\d/.test(code)) return row.refuse('postal-unreadable', field, value);
  const canadian = CANADIAN.exec(code);
  if (canadian) {
    const written = `${canadian[1]} ${canadian[2]}`.toUpperCase();
    if (written === code || code === written.replace(' ', '')) return row.text(code, field);
    return row.change('postal-form', field, code, written);
  }
  const long = EMPTY_PLUS_FOUR.exec(code) ?? PLUS_FOUR.exec(code);
  if (long) {
    const written = long[2] === undefined ? (long[1] ?? '') : `${long[1]}-${long[2]}`;
    if (written !== code) row.change('postal-form', field, code, written);
    return compared(written, field, place, row);
  }
  const short = SHORT.exec(code);
  if (!short) return row.text(code, field);
  const four = short[2] ?? short[3];
  const padded = (short[1] ?? '').padStart(5, '0');
  const written = four === undefined ? padded : `${padded}-${four}`;
  if (proves(padded, place)) return row.change('postal-zero', field, code, written);
  row.add('postal-short', field, { before: code, note: `${written} if a leading zero was lost` });
  return row.text(code, field);
}

/** The USA and Canada, or an unknown country with a phone of their plan. */
function mayBeAmerican({ country, phoneCode }: PostalPlace): boolean {
  return country === ''
    ? phoneCode === '1'
    : country === 'USA' || country === 'CAN' || country === 'PRI' || country === 'VIR';
}

/** A ZIP code and a state that contradict each other get a warning, because one of them is from another row or outdated. */
function compared(code: string, field: string, { state, country }: PostalPlace, row: RowFindings): string {
  if (state === '' || (country !== '' && country !== 'USA')) return code;
  const zipState = stateOfZip(code);
  if (zipState !== '' && zipState !== state && !NO_STATES_ZIP.has(state))
    row.add('postal-state-differs', field, {
      before: code,
      note: `ZIP ${code} is in ${zipState}, the state is ${state}`,
    });
  return code;
}

/** Military ZIP codes are those of the places where the mail is sorted. */
const NO_STATES_ZIP: ReadonlySet<string> = new Set(['AA', 'AE', 'AP']);

/** Some neighboring states share ZIP prefixes. */
function proves(padded: string, place: PostalPlace): boolean {
  const zipState = stateOfZip(padded);
  if (zipState === '' || zoneOfPostalCode(padded) === 0) return false;
  if (place.state !== '') return place.state === zipState;
  if (place.phoneCode === '1' && regionsOfAreaCode(place.phone).includes(zipState)) return true;
  return place.city !== '' && isCityOf(place.city, zipState);
}

/** The larger places of the states whose ZIP codes begin with a zero, in lower case and without other signs. */
const CITIES: Readonly<Record<string, string>> = {
  CT: 'bridgeport newhaven stamford hartford waterbury norwalk danbury newbritain westhartford greenwich hamden meriden bristol fairfield manchester westhaven milford stratford easthartford middletown wallingford southington enfield norwich groton torrington newlondon branford glastonbury darien westport newington cheshire windsor vernon trumbull shelton naugatuck easthaven ridgefield mystic farmington avon simsbury guilford madison ansonia derby stonington ledyard wilton newcanaan newtown',
  MA: 'boston worcester springfield cambridge lowell brockton newbedford quincy lynn fallriver newton lawrence somerville framingham haverhill waltham malden brookline plymouth medford taunton chicopee weymouth revere peabody methuen barnstable pittsfield attleboro arlington everett salem westfield leominster fitchburg holyoke beverly billerica marlborough woburn amherst chelsea braintree natick dartmouth andover watertown randolph lexington dorchester roxbury jamaicaplain allston brighton eastboston southboston hydepark mattapan roslindale charlestown westroxbury northampton hyannis falmouth gloucester dedham needham wellesley concord burlington stoughton canton milton norwood franklin melrose saugus danvers agawam dracut tewksbury chelmsford shrewsbury barnstable sandwich nantucket',
  ME: 'portland lewiston bangor southportland auburn biddeford sanford saco westbrook augusta waterville brunswick scarborough windham gorham kennebunk york kittery bath presqueisle ellsworth belfast rockland camden barharbor orono',
  NH: 'manchester nashua concord derry dover rochester salem merrimack hudson londonderry keene bedford portsmouth goffstown laconia hampton milford exeter windham durham lebanon claremont hanover somersworth berlin hooksett pelham amherst',
  NJ: 'newark jerseycity paterson elizabeth edison woodbridge lakewood tomsriver hamilton trenton clifton camden brick cherryhill passaic unioncity middletown gloucester eastorange bayonne franklin northbergen vineland union piscataway newbrunswick jackson wayne irvington parsippany howell perthamboy hoboken plainfield westnewyork washington eastbrunswick bloomfield westorange evesham bridgewater southbrunswick eggharbor manchester hackensack sayreville mountlaurel berkeley linden northbrunswick kearny marlboro teaneck atlanticcity winslow monroe manalapan hillsborough montclair galloway freehold montgomery belleville pennsauken ewing lawrence fortlee orange fairlawn longbranch garfield princeton millville westfield morristown summit redbank secaucus weehawken guttenberg englewood paramus ridgewood livingston maplewood cranford rahway nutley lodi bergenfield moorestown deptford voorhees medford willingboro ocean oceancity wildwood asburypark pointpleasant caldwell',
  NY: 'holtsville fishersisland',
  PR: 'sanjuan bayamon carolina ponce caguas guaynabo arecibo toabaja mayaguez trujilloalto toaalta aguadilla humacao vegabaja riogrande juanadiaz cayey fajardo aguada dorado manati cataño catano canovanas isabela yauco guayama vegaalta sanlorenzo coamo sangerman hatillo',
  RI: 'providence warwick cranston pawtucket eastprovidence woonsocket coventry cumberland northprovidence southkingstown westwarwick johnston northkingstown newport bristol westerly smithfield lincoln centralfalls portsmouth barrington middletown burrillville narragansett tiverton warren wakefield',
  VI: 'charlotteamalie stthomas saintthomas christiansted frederiksted stcroix saintcroix stjohn saintjohn cruzbay kingshill',
  VT: 'burlington essex southburlington colchester rutland bennington brattleboro milton hartford springfield barre williston montpelier middlebury stalbans saintalbans winooski stowe newport essexjunction',
};

const citiesOf = new Map<string, ReadonlySet<string>>();

function isCityOf(city: string, state: string): boolean {
  let known = citiesOf.get(state);
  if (known === undefined) {
    known = new Set((CITIES[state] ?? '').split(' '));
    citiesOf.set(state, known);
  }
  return known.has(city.toLowerCase().replace(/[^a-zñ]/g, ''));
}

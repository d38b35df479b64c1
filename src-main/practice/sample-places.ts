/** A city with an area code and its first ZIP codes. */
export interface Place {
  readonly city: string;
  readonly state: string;
  readonly county: string;
  readonly areaCode: string;
  /** The first of `zips` consecutive ZIP codes. */
  readonly zip: number;
  readonly zips: number;
}

const ROWS = `
New York|NY|New York|212|10001|18
Brooklyn|NY|Kings|718|11201|20
Buffalo|NY|Erie|716|14201|16
Rochester|NY|Monroe|585|14604|10
Boston|MA|Suffolk|617|02108|12
Worcester|MA|Worcester|508|01602|8
Providence|RI|Providence|401|02903|6
Hartford|CT|Hartford|860|06103|7
Newark|NJ|Essex|973|07102|7
Philadelphia|PA|Philadelphia|215|19102|20
Pittsburgh|PA|Allegheny|412|15201|20
Baltimore|MD|Baltimore City|410|21201|14
Washington|DC|District of Columbia|202|20001|12
Richmond|VA|Richmond City|804|23219|9
Virginia Beach|VA|Virginia Beach City|757|23451|5
Charlotte|NC|Mecklenburg|704|28202|10
Raleigh|NC|Wake|919|27601|10
Charleston|SC|Charleston|843|29401|5
Atlanta|GA|Fulton|404|30305|14
Savannah|GA|Chatham|912|31401|6
Jacksonville|FL|Duval|904|32204|8
Miami|FL|Miami-Dade|305|33125|20
Tampa|FL|Hillsborough|813|33602|10
Clearwater|FL|Pinellas|727|33755|5
Orlando|FL|Orange|407|32801|12
Pensacola|FL|Escambia|850|32501|7
Birmingham|AL|Jefferson|205|35203|10
Nashville|TN|Davidson|615|37203|12
Memphis|TN|Shelby|901|38103|10
Louisville|KY|Jefferson|502|40202|10
Cleveland|OH|Cuyahoga|216|44102|14
Columbus|OH|Franklin|614|43201|12
Cincinnati|OH|Hamilton|513|45202|10
Detroit|MI|Wayne|313|48201|14
Grand Rapids|MI|Kent|616|49503|6
Indianapolis|IN|Marion|317|46201|14
Chicago|IL|Cook|312|60601|11
Springfield|IL|Sangamon|217|62701|4
Milwaukee|WI|Milwaukee|414|53202|12
Madison|WI|Dane|608|53703|3
Minneapolis|MN|Hennepin|612|55401|14
Des Moines|IA|Polk|515|50309|8
St. Louis|MO|St. Louis City|314|63101|12
Kansas City|MO|Jackson|816|64105|10
Wichita|KS|Sedgwick|316|67202|10
Omaha|NE|Douglas|402|68102|10
New Orleans|LA|Orleans|504|70112|8
Little Rock|AR|Pulaski|501|72201|7
Oklahoma City|OK|Oklahoma|405|73102|10
Dallas|TX|Dallas|214|75201|15
Houston|TX|Harris|713|77002|20
San Antonio|TX|Bexar|210|78201|16
Austin|TX|Travis|512|78701|5
El Paso|TX|El Paso|915|79901|7
Denver|CO|Denver|303|80202|10
Salt Lake City|UT|Salt Lake|801|84101|6
Albuquerque|NM|Bernalillo|505|87102|10
Phoenix|AZ|Maricopa|602|85003|14
Tucson|AZ|Pima|520|85701|12
Las Vegas|NV|Clark|702|89101|10
Los Angeles|CA|Los Angeles|213|90010|10
San Diego|CA|San Diego|619|92101|12
San Francisco|CA|San Francisco|415|94102|10
Sacramento|CA|Sacramento|916|95814|8
San José|CA|Santa Clara|408|95110|7
Portland|OR|Multnomah|503|97201|12
Seattle|WA|King|206|98101|9
Spokane|WA|Spokane|509|99201|5
Boise|ID|Ada|208|83702|5
Honolulu|HI|Honolulu|808|96813|4
Anchorage|AK|Anchorage|907|99501|4`;

/** Cities all over the USA, in every time zone, with matching state, county, ZIP and area code. */
export const PLACES: readonly Place[] = ROWS.trim()
  .split('\n')
  .map((row) => {
    const [city = '', state = '', county = '', areaCode = '', zip = '', zips = ''] = row.split('|');
    return { city, state, county, areaCode, zip: Number(zip), zips: Number(zips) };
  });

export const STREETS: readonly string[] = [
  'Main St',
  'Oak Ave',
  'Maple Dr',
  'Washington Blvd',
  'Lakeview Rd',
  'Sunset Ln',
  'Park Ave',
  'Cedar Ct',
  'Highland Ave',
  'Jefferson St',
  'Willow Way',
  'Church St',
  'Lincoln Ave',
  'River Rd',
  'Elm St',
  'Franklin St',
  'Magnolia Ave',
  'Mill Rd',
  'Spruce St',
  '2nd Ave',
  '14th St',
  'Martin Luther King Jr Blvd',
  'Old County Rd',
  'Hickory Ln',
  'Cherry St',
  'Bayshore Dr',
];

export const FIRST_NAMES: readonly (readonly [string, 'M' | 'F'])[] = [
  ['James', 'M'],
  ['Mary', 'F'],
  ['Robert', 'M'],
  ['Patricia', 'F'],
  ['John', 'M'],
  ['Jennifer', 'F'],
  ['Michael', 'M'],
  ['Linda', 'F'],
  ['David', 'M'],
  ['Elizabeth', 'F'],
  ['William', 'M'],
  ['Barbara', 'F'],
  ['Richard', 'M'],
  ['Susan', 'F'],
  ['Joseph', 'M'],
  ['Jessica', 'F'],
  ['Thomas', 'M'],
  ['Karen', 'F'],
  ['Daniel', 'M'],
  ['Sarah', 'F'],
  ['Anthony', 'M'],
  ['Lisa', 'F'],
  ['Mark', 'M'],
  ['Nancy', 'F'],
  ['Steven', 'M'],
  ['Sandra', 'F'],
  ['Kevin', 'M'],
  ['Ashley', 'F'],
  ['José', 'M'],
  ['María', 'F'],
  ['Andrés', 'M'],
  ['Sofía', 'F'],
  ['René', 'M'],
  ['Zoë', 'F'],
  ['Jesús', 'M'],
  ['Inés', 'F'],
  ['Tyrone', 'M'],
  ['Latoya', 'F'],
  ['Wei', 'M'],
  ['Mei', 'F'],
  ['Nguyen', 'M'],
  ['Priya', 'F'],
  ['Darnell', 'M'],
  ['Keisha', 'F'],
];

export const LAST_NAMES: readonly string[] = [
  'Smith',
  'Johnson',
  'Williams',
  'Brown',
  'Jones',
  'García',
  'Miller',
  'Davis',
  'Rodríguez',
  'Martínez',
  'Hernández',
  'López',
  'Wilson',
  'Anderson',
  'Thomas',
  'Taylor',
  'Moore',
  'Jackson',
  'Martin',
  'Lee',
  'Pérez',
  'Thompson',
  'White',
  'Harris',
  'Sánchez',
  'Clark',
  'Ramírez',
  'Lewis',
  'Robinson',
  'Walker',
  'Young',
  'Allen',
  'King',
  'Wright',
  'Scott',
  'Torres',
  'Hill',
  'Flores',
  'Green',
  'Adams',
  'Nelson',
  'Baker',
  'Hall',
  'Núñez',
  "O'Brien",
  "D'Angelo",
  'Müller',
  'Van Buren',
  'St. Clair',
  'Nguyen',
  'Patel',
  'Kowalski',
  'Goldstein',
  'Washington',
  'Okafor',
  'Smith-Jones',
];

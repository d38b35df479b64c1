/**
 * The states of US ZIP codes as runs: the first code of each (three digits for their first hundred) and its two letters; - for codes that
 * no place of the USA has. Generated from the places of `zipcodes`; the test of the same name compares. Reading that package at run time
 * would take half a second and 90 MB.
 */
const STATE_RUNS =
  '000- 005NY 006PR 008VI 009PR 010MA 028RI 030NH 039ME 050VT 055MA 056VT 060CT 06390NY 06391CT 070NJ 090- 100NY 150PA 197DE ' +
  '200DC 201VA 202DC 206MD 213- 214MD 220VA 247WV 269- 270NC 290SC 300GA 320FL 340- 341FL 343- 344FL 345- 346FL 348- 349FL ' +
  '350AL 353- 354AL 370TN 386MS 398GA 400KY 419- 420KY 428- 430OH 460IN 480MI 500IA 517- 520IA 529- 530WI 533- 534WI 536- ' +
  '537WI 550MN 552- 553MN 568- 569DC 570SD 578- 580ND 589- 590MT 600IL 621- 622IL 630MO 632- 633MO 642- 644MO 659- 660KS ' +
  '663- 664KS 680NE 682- 683NE 694- 700LA 702- 703LA 709- 710LA 715- 716AR 730OK 732- 733TX 734OK 73960TX 73961OK 742- ' +
  '743OK 750TX 771- 772TX 800CO 817- 820WY 832ID 83414WY 83415ID 839- 840UT 848- 850AZ 854- 855AZ 858- 859AZ 861- 863AZ ' +
  '866- 870NM 872- 873NM 885TX 886- 889NV 892- 893NV 896- 897NV 899- 900CA 909- 910CA 929- 930CA 962- 967HI 96799AS 968HI ' +
  '969GU 96939- 96950MP 96953- 970OR 980WA 987- 988WA 995AK';

const runs = STATE_RUNS.split(' ').map((run) => {
  const place = run.endsWith('-') ? '' : run.slice(-2);
  return { from: run.slice(0, run.length - (place.length || 1)).padEnd(5, '0'), state: place };
});

const states = [...new Set(runs.map((run) => run.state))];
const byZip = new Uint8Array(100_000);
for (const { from, state } of runs) byZip.fill(states.indexOf(state), Number(from));

/** The state of a US ZIP code, with or without its four extra digits; empty for anything else and for unknown codes. */
export function stateOfZip(zip: string): string {
  const code = zip.trim();
  if (code.length !== 5 && !/^\d{5}-?\d{4}$/.test(code)) return '';
  let number = 0;
  for (let i = 0; i < 5; i++) {
    const digit = code.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return '';
    number = number * 10 + digit;
  }
  return states[byZip[number] ?? 0] ?? '';
}

/**
 * Area codes, states and time zones of the USA and Canada, for the dialer's own lookups (`usacan_areacode_check`, `lookup_state`,
 * `tz_method`, `gmt_offset_now` in Croco-dial "Load Lead"). Data: numbering plan as of January 2026; a state with two zones has two rows,
 * its main zone first.
 */
interface Zone {
  /** Hours from UTC in winter. */
  readonly offset: number;
  readonly summerTime: boolean;
}

const ZONES: Readonly<Record<string, Zone>> = {
  NST: { offset: -3.5, summerTime: true },
  AST: { offset: -4, summerTime: true },
  'AST/PR': { offset: -4, summerTime: false },
  EST: { offset: -5, summerTime: true },
  CST: { offset: -6, summerTime: true },
  'CST/SK': { offset: -6, summerTime: false },
  MST: { offset: -7, summerTime: true },
  'MST/AZ': { offset: -7, summerTime: false },
  PST: { offset: -8, summerTime: true },
  AKST: { offset: -9, summerTime: true },
  HST: { offset: -10, summerTime: false },
  ChST: { offset: 10, summerTime: false },
};

const AREA_CODES = `
AL CST 205 251 256 334 483 659 938
AK AKST 907
AZ MST/AZ 480 520 602 623 928
AR CST 327 479 501 870
CA PST 209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669 707 714 747 760 805 818 820 831 837 840 858 909 916 925 949 951
CO MST 303 719 720 748 970 983
CT EST 203 475 860 959
DE EST 302
DC EST 202 771
FL EST 239 305 321 324 352 386 407 561 645 656 689 727 728 754 772 786 813 863 904 941 954
FL CST 448 850
GA EST 229 404 470 478 565 678 706 762 770 912 943
HI HST 808
ID MST 208 986
IL CST 217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872
IN EST 260 317 463 574 765 812 930
IN CST 219
IA CST 319 515 563 641 712
KS CST 316 620 785 913
KY EST 502 606 859
KY CST 270 364
LA CST 225 318 337 457 504 985
ME EST 207
MD EST 227 240 301 410 443 667
MA EST 339 351 413 508 617 774 781 857 978
MI EST 231 248 269 313 517 586 616 679 734 810 906 947 989
MN CST 218 320 507 612 651 763 924 952
MS CST 228 471 601 662 769
MO CST 235 314 417 557 573 636 660 816 975
MT MST 406
NE CST 402 531
NE MST 308
NV PST 702 725 775
NH EST 603
NJ EST 201 551 609 640 732 848 856 862 908 973
NM MST 505 575
NY EST 212 315 329 332 347 363 465 516 518 585 607 624 631 646 680 716 718 838 845 914 917 929 934
NC EST 252 336 472 704 743 828 910 919 980 984
ND CST 701
OH EST 216 220 234 283 326 330 380 419 436 440 513 567 614 740 937
OK CST 405 539 572 580 918
OR PST 458 503 541 971
PA EST 215 223 267 272 412 445 484 570 582 610 717 724 814 835 878
RI EST 401
SC EST 803 821 839 843 854 864
SD CST 605
TN CST 615 629 731 901 931
TN EST 423 729 865
TX CST 210 214 254 281 325 346 361 409 430 432 469 512 621 682 713 726 737 806 817 830 832 903 936 940 945 956 972 979
TX MST 915
UT MST 385 435 801
VT EST 802
VA EST 276 434 540 571 686 703 757 804 826 948
WA PST 206 253 360 425 509 564
WV EST 304 681
WI CST 262 274 353 414 534 608 715 920
WY MST 307
PR AST/PR 787 939
VI AST/PR 340
GU ChST 671
MP ChST 670
AB MST 368 403 587 780 825
BC PST 236 250 257 604 672 778
MB CST 204 431 584
NB AST 428 506
NL NST 709 879
NS AST 782 902
ON EST 226 249 289 343 365 382 416 437 519 548 613 647 683 705 742 753 807 905 942
QC EST 263 354 367 418 438 450 468 514 579 581 819 873
SK CST/SK 306 474 639
YT MST/AZ 867`;

/** First three digits of the ZIP code, from and to, and the state. */
const ZIP_PREFIXES = `
005 005 NY,006 009 PR,010 027 MA,028 029 RI,030 038 NH,039 049 ME,050 059 VT,060 069 CT,070 089 NJ,100 149 NY,
150 196 PA,197 199 DE,200 205 DC,206 219 MD,220 246 VA,247 268 WV,270 289 NC,290 299 SC,300 319 GA,320 349 FL,
350 369 AL,370 385 TN,386 397 MS,398 399 GA,400 427 KY,430 459 OH,460 479 IN,480 499 MI,500 528 IA,530 549 WI,
550 567 MN,570 577 SD,580 588 ND,590 599 MT,600 629 IL,630 658 MO,660 679 KS,680 693 NE,700 714 LA,716 729 AR,
730 749 OK,750 799 TX,800 816 CO,820 831 WY,832 838 ID,840 847 UT,850 865 AZ,870 884 NM,885 885 TX,889 898 NV,
900 961 CA,967 968 HI,970 979 OR,980 994 WA,995 999 AK`;

const byAreaCode = new Map<string, { readonly state: string; readonly zone: Zone }>();
const zoneOfState = new Map<string, Zone>();
for (const row of AREA_CODES.trim().split('\n')) {
  const [state = '', zoneName = '', ...codes] = row.split(' ');
  const zone = ZONES[zoneName];
  if (zone === undefined) throw new Error(`The area code table names an unknown zone "${zoneName}". Correct that row.`);
  if (!zoneOfState.has(state)) zoneOfState.set(state, zone);
  for (const code of codes) byAreaCode.set(code, { state, zone });
}

const stateOfZipPrefix = new Map<string, string>();
for (const range of ZIP_PREFIXES.split(',')) {
  const [from = '', to = '', state = ''] = range.trim().split(' ');
  for (let prefix = Number(from); prefix <= Number(to); prefix += 1) {
    stateOfZipPrefix.set(String(prefix).padStart(3, '0'), state);
  }
}

/** Whether this is an area code of the USA or Canada. */
export function isAreaCode(areaCode: string): boolean {
  return byAreaCode.has(areaCode);
}

/** The state or province of an area code; undefined if it is unknown. */
export function stateOfAreaCode(areaCode: string): string | undefined {
  return byAreaCode.get(areaCode)?.state;
}

/** Hours from UTC at that instant for an area code of the USA or Canada. */
export function offsetOfAreaCode(areaCode: string, now: number): number | undefined {
  return offsetAt(byAreaCode.get(areaCode)?.zone, now);
}

/** Hours from UTC at that instant for a US ZIP code, by the main zone of its state. */
export function offsetOfPostalCode(postalCode: string, now: number): number | undefined {
  const state = stateOfZipPrefix.get(postalCode.slice(0, 3));
  return state === undefined ? undefined : offsetAt(zoneOfState.get(state), now);
}

/** Hours from UTC at that instant for a time zone code such as `EST`. */
export function offsetOfZoneCode(code: string, now: number): number | undefined {
  return offsetAt(ZONES[code.toUpperCase()], now);
}

function offsetAt(zone: Zone | undefined, now: number): number | undefined {
  if (zone === undefined) return undefined;
  return zone.summerTime && isSummerTime(now, zone.offset) ? zone.offset + 1 : zone.offset;
}

/** From the second Sunday of March to the first of November, at two in the morning. */
function isSummerTime(now: number, winterOffset: number): boolean {
  const local = now + winterOffset * 3_600_000;
  const year = new Date(local).getUTCFullYear();
  return local >= sunday(year, 2, 2) + 2 * 3_600_000 && local < sunday(year, 10, 1) + 3_600_000;
}

function sunday(year: number, month: number, nth: number): number {
  const firstWeekday = new Date(Date.UTC(year, month, 1)).getUTCDay();
  return Date.UTC(year, month, 1 + ((7 - firstWeekday) % 7) + (nth - 1) * 7);
}

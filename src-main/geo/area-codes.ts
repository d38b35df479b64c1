/**
 * A state, province or territory with its IANA zones and area codes. A code may be in two rows if it crosses a zone boundary within its
 * state.
 */
export interface AreaRow {
  /** The postal abbreviation; empty for numbers without a place. */
  readonly region: string;
  /** IANA zones, separated by spaces; empty if a number says nothing about its owner's zone. */
  readonly zones: string;
  /** Area codes, separated by spaces. */
  readonly codes: string;
}

const row = (region: string, zones: string, codes: string): AreaRow => ({ region, zones, codes });

const EASTERN = 'America/New_York';
const CENTRAL = 'America/Chicago';
const MOUNTAIN = 'America/Denver';
const PACIFIC = 'America/Los_Angeles';

/**
 * The area codes of the USA, its territories and Canada with their time zones, and the codes without a place. Sources: every code in
 * service in Google's libphonenumber (a test compares the two, with the installed version of the package), and announced overlays that it
 * doesn't have yet. Of these, 483 (Alabama, assigned since February 23, 2026), 729 (Tennessee, since September 5, 2025) and 565 (Georgia,
 * announced in June 2025 for 2028 at the latest) were looked up in the announcements of their state's commission or carriers; 357 436 457
 * 465 471 621 624 679 837 861 924 are from NANPA's lists of planned codes as of `AREA_CODES_AS_OF`, and none announced after it is
 * included. To update the table, compare it with NANPA's report of NPAs in service, add a code to the row of the code that it overlays,
 * change that date, and run the tests of phones. Caribbean countries are left to libphonenumber. A code that is in neither may be newer, so
 * it is reported as doubtful and never refused.
 */
export const AREA_ROWS: readonly AreaRow[] = [
  row('AL', CENTRAL, '205 251 256 334 483 659 938'),
  row('AK', 'America/Anchorage America/Adak', '907'),
  row('AZ', 'America/Phoenix', '480 520 602 623'),
  row('AZ', `America/Phoenix ${MOUNTAIN}`, '928'),
  row('AR', CENTRAL, '327 479 501 870'),
  row('CA', PACIFIC, '209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669'),
  row('CA', PACIFIC, '707 714 738 747 760 805 818 820 831 837 840 858 909 916 925 949 951'),
  row('CO', MOUNTAIN, '303 719 720 748 970 983'),
  row('CT', EASTERN, '203 475 860 959'),
  row('DE', EASTERN, '302'),
  row('DC', EASTERN, '202 771'),
  row('FL', EASTERN, '239 305 321 324 352 386 407 561 645 656 689 727 728 754 772 786 813 863 904 941 954'),
  row('FL', `${CENTRAL} ${EASTERN}`, '448 850'),
  row('GA', EASTERN, '229 404 470 478 565 678 706 762 770 912 943'),
  row('HI', 'Pacific/Honolulu', '808'),
  row('ID', `America/Boise ${PACIFIC}`, '208 986'),
  row('IL', CENTRAL, '217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872'),
  row('IN', 'America/Indiana/Indianapolis', '260 317 463 765'),
  row('IN', `${CENTRAL} America/Indiana/Indianapolis`, '219 574 812 930'),
  row('IA', CENTRAL, '319 515 563 641 712'),
  row('KS', CENTRAL, '316 913'),
  row('KS', `${CENTRAL} ${MOUNTAIN}`, '620 785'),
  row('KY', 'America/Kentucky/Louisville', '502 859'),
  row('KY', `${CENTRAL} America/Kentucky/Louisville`, '270 364 606'),
  row('LA', CENTRAL, '225 318 337 457 504 985'),
  row('ME', EASTERN, '207'),
  row('MD', EASTERN, '227 240 301 410 443 667'),
  row('MA', EASTERN, '339 351 413 508 617 774 781 857 978'),
  row('MI', 'America/Detroit', '231 248 269 313 517 586 616 679 734 810 947 989'),
  row('MI', 'America/Detroit America/Menominee', '906'),
  row('MN', CENTRAL, '218 320 507 612 651 763 924 952'),
  row('MS', CENTRAL, '228 471 601 662 769'),
  row('MO', CENTRAL, '235 314 417 557 573 636 660 816 975'),
  row('MT', MOUNTAIN, '406'),
  row('NE', CENTRAL, '402 531'),
  row('NE', `${CENTRAL} ${MOUNTAIN}`, '308'),
  row('NV', PACIFIC, '702 725'),
  row('NV', `${PACIFIC} ${MOUNTAIN}`, '775'),
  row('NH', EASTERN, '603'),
  row('NJ', EASTERN, '201 551 609 640 732 848 856 862 908 973'),
  row('NM', MOUNTAIN, '505 575'),
  row('NY', EASTERN, '212 315 329 332 347 363 465 516 518 585 607 624 631 646 680 716 718 838 845 914 917 929 934'),
  row('NC', EASTERN, '252 336 472 704 743 828 910 919 980 984'),
  row('ND', `${CENTRAL} ${MOUNTAIN}`, '701'),
  row('OH', EASTERN, '216 220 234 283 326 330 380 419 436 440 513 567 614 740 937'),
  row('OK', CENTRAL, '405 539 572 580 918'),
  row('OR', PACIFIC, '503 971'),
  row('OR', `${PACIFIC} America/Boise`, '458 541'),
  row('PA', EASTERN, '215 223 267 272 412 445 484 570 582 610 717 724 814 835 878'),
  row('RI', EASTERN, '401'),
  row('SC', EASTERN, '803 821 839 843 854 864'),
  row('SD', `${CENTRAL} ${MOUNTAIN}`, '605'),
  row('TN', EASTERN, '865'),
  row('TN', CENTRAL, '615 629 731 901'),
  row('TN', `${CENTRAL} ${EASTERN}`, '423 729 931'),
  row('TX', CENTRAL, '210 214 254 281 325 346 361 409 430 469 512 621 682 713 726 737 806 817 830 832 903 936 940 945'),
  row('TX', CENTRAL, '956 972 979'),
  row('TX', `${CENTRAL} ${MOUNTAIN}`, '432 915'),
  row('UT', MOUNTAIN, '385 435 801'),
  row('VT', EASTERN, '802'),
  row('VA', EASTERN, '276 434 540 571 686 703 757 804 826 948'),
  row('WA', PACIFIC, '206 253 360 425 509 564'),
  row('WV', EASTERN, '304 681'),
  row('WI', CENTRAL, '262 274 353 414 534 608 715 920'),
  row('WY', MOUNTAIN, '307'),
  row('PR', 'America/Puerto_Rico', '787 939'),
  row('VI', 'America/Puerto_Rico', '340'),
  row('GU', 'Pacific/Guam', '671'),
  row('MP', 'Pacific/Guam', '670'),
  row('AS', 'Pacific/Pago_Pago', '684'),
  row('AB', 'America/Edmonton', '368 403 587 780 825'),
  row('BC', 'America/Vancouver', '257 604'),
  row('BC', 'America/Vancouver America/Edmonton America/Dawson_Creek', '236 250 672 778'),
  row('MB', 'America/Winnipeg', '204 431 584'),
  row('NB', 'America/Moncton', '428 506'),
  row('NL', 'America/St_Johns America/Goose_Bay', '709 879'),
  row('NS', 'America/Halifax', '782 902'),
  row('PE', 'America/Halifax', '782 902'),
  row('ON', 'America/Toronto', '226 249 289 343 365 382 416 437 519 548 613 647 683 705 742 753 905 942'),
  row('ON', 'America/Toronto America/Winnipeg', '807'),
  row('QC', 'America/Toronto', '263 273 354 367 438 450 468 514 579 581 819 873'),
  row('QC', 'America/Toronto America/Halifax America/Puerto_Rico', '418'),
  row('SK', 'America/Regina America/Edmonton', '306 474 639'),
  row('YT', 'America/Whitehorse', '867'),
  row('NT', 'America/Edmonton', '867'),
  row('NU', 'America/Edmonton America/Winnipeg America/Toronto', '867'),
  row('', '', '600 622 633'),
  row('', '', '500 521 522 523 524 525 526 527 528 529 532 533 544 566 577 588'),
  row('', '', '800 833 844 855 866 877 888 900'),
];

/**
 * Whether the numbering plan can ever assign three digits as an area code: they start with 2 to 9, and are neither a service code (N11),
 * nor reserved for the plan's expansion (N9X, 37X, 96X), nor 555.
 */
export function isAssignable(areaCode: number): boolean {
  const [first, rest] = [Math.floor(areaCode / 100), areaCode % 100];
  if (first < 2 || first > 9 || rest === 11 || areaCode === 555) return false;
  const middle = Math.floor(rest / 10);
  return middle !== 9 && !(first === 3 && middle === 7) && !(first === 9 && middle === 6);
}

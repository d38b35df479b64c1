import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/max';

/** ISO 3166-1: two letters, then three. */
const ISO =
  'ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB BDBGD BEBEL ' +
  'BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD ' +
  'CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA ' +
  'DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF ' +
  'GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN ' +
  'IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA ' +
  'KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE ' +
  'MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM ' +
  'NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM ' +
  'PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP SHSHN SISVN ' +
  'SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL ' +
  'TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR ' +
  'VNVNM VUVUT WFWLF WSWSM YEYEM YTMYT ZAZAF ZMZMB ZWZWE';

/** Names that differ from those in the language tables. */
const OTHERS: Readonly<Record<string, string>> = {
  USA: 'U S A|U S|THE UNITED STATES|UNITED STATES OF AMERICA|AMERICA|THE UNITED STATES OF AMERICA|EE UU|EEUU',
  GBR: 'UK|U K|GREAT BRITAIN|BRITAIN|ENGLAND|SCOTLAND|WALES|NORTHERN IRELAND',
  TUR: 'TURKEY',
  CZE: 'CZECH REPUBLIC',
  RUS: 'RUSSIAN FEDERATION',
  KOR: 'KOREA|REPUBLIC OF KOREA',
  NLD: 'HOLLAND|THE NETHERLANDS',
  ARE: 'UAE',
  COD: 'DR CONGO',
  CIV: 'IVORY COAST',
  MMR: 'BURMA',
  MKD: 'MACEDONIA',
  HKG: 'HONG KONG',
  MAC: 'MACAO',
  PSE: 'PALESTINE',
};

const LANGUAGES = ['en', 'es', 'fr', 'de', 'pt'] as const;

const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/&/g, ' AND ')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();

const threeLetters = new Set(ISO.split(' ').map((pair) => pair.slice(2)));
let byName: Map<string, string> | undefined;

/** All names. The map is built when it is first used, because most files contain codes or no countries. */
function names(): Map<string, string> {
  const map = new Map<string, string>();
  for (const language of LANGUAGES) {
    const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const pair of ISO.split(' ')) {
      const name = plain(display.of(pair.slice(0, 2)) ?? '');
      if (name !== '' && !map.has(name)) map.set(name, pair.slice(2));
    }
  }
  for (const pair of ISO.split(' ')) map.set(pair.slice(0, 2), pair.slice(2));
  for (const [code, others] of Object.entries(OTHERS)) for (const name of others.split('|')) map.set(name, code);
  return map;
}

/** Whether three capitals are a country of ISO 3166-1. */
export function isCountry(code: string): boolean {
  return threeLetters.has(code);
}

/**
 * The three-letter code of a country for its name in English, Spanish, French, German or Portuguese, or for its two or three letters in any
 * case.
 */
export function countryCode(name: string): string | undefined {
  const key = plain(name);
  if (threeLetters.has(key)) return key;
  byName ??= names();
  return byName.get(key);
}

const twoLetters = new Map(ISO.split(' ').map((pair) => [pair.slice(2), pair.slice(0, 2)]));

/** The calling code of a country by its three-letter code; empty if it has no phones of its own. */
export function callingCodeOf(country: string): string {
  const two = twoLetters.get(country);
  return two !== undefined && isSupportedCountry(two) ? getCountryCallingCode(two) : '';
}

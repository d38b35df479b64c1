const listed = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const bare = (word: string): string => word.toLowerCase().replace(/[.’']/g, '');

const TITLES = listed(
  'mr mrs ms miss mx dr doctor prof professor rev reverend fr father hon sir madam madame lady dame capt captain col colonel maj major lt ' +
    'lieutenant sgt sergeant cpl pvt gen adm sister rabbi imam judge sr sra srta senor senora senorita señor señora señorita herr frau mme mlle monsieur ' +
    'dott sig signora drs ing dipl-ing mag',
);
const SUFFIXES = listed(
  'jr sr jnr snr junior senior ii iii iv 2nd 3rd 4th esq esquire md do phd edd dds dmd dvm od dpm rn lpn np pa pac pa-c cpa jd llm mba msw lcsw ' +
    'lmft pe crna aprn fnp dnp bsn msn cfp usn usaf ret dc pharmd psyd rph mph facs faap',
);
/** They begin a last name: “de la Cruz”, “van der Berg”, “St. John”. */
const PARTICLES = listed(
  'de del della delle dello dela da di do dos das du des d la las le los lo van von vom zu zum zur der den dem ter ten te tot af av bin ibn bint abu ' +
    'al el ap san santa st saint ste mac mc y',
);

/** They make a name a company's, an estate's or an office's. */
const COMPANY = listed(
  'inc incorporated llc llp lp pllc pc plc ltd limited corp corporation company gmbh ohg sarl srl pty ' +
    'trustee university hospital clinic foundation association assn society services service ' +
    'holdings realty properties enterprises enterprise solutions partners partnership associates industries international agency insurance ' +
    'construction plumbing roofing consulting management systems technologies investments ventures restaurant motors dental medical pharmacy ' +
    'landscaping contractors builders supply institute department ministries dba attn',
);
/** The same, where it is no person's last name: “First Baptist Church”, not “Frank Church”. */
const COMPANY_OF_SEVERAL = listed('trust bank church college school club group center centre studio salon electric');
/** Legal forms that are short enough to be a name in other letters: “Muster AG”, not “Maria Sa”. */
const LEGAL_FORM =
  /\s(?:S\.?A\.?|S\.?p\.?A\.?|S\.?A\.?S\.?|A\.?G\.?|B\.?V\.?|N\.?V\.?|K\.?G\.?|U\.?G\.?|Oy|AB|[Cc]o\.|& Co)$/;

/** Whether a name is a company's, an estate's or an office's. */
export function isCompany(name: string): boolean {
  const words = name
    .toLowerCase()
    .replace(/[.,'’()]/g, '')
    .split(/[\s-]+/);
  if (words.some((word) => COMPANY.has(word))) return true;
  if (/^the (?!\w+$)/i.test(name) || /\b(?:estate|city|county|state) of\b/i.test(name)) return true;
  if (LEGAL_FORM.test(name) && name !== name.toUpperCase()) return true;
  return words.length > 2 && !words.some(isInitial) && words.some((word) => COMPANY_OF_SEVERAL.has(word));
}

/** Whether a word stands before a name: “Dr.”, “Mrs”. */
export const isTitle = (word: string): boolean => TITLES.has(bare(word));
/** Whether a word stands behind a name: “Jr.”, “III”, “MD”. */
export const isSuffix = (word: string): boolean => SUFFIXES.has(bare(word));
/** Whether a word is an initial: “Q”, “Q.”, “J.R.”. */
export const isInitial = (word: string): boolean => /^(?:\p{L}\.?|(?:\p{L}\.){2,3})$/u.test(word);

/** Where the particles that begin at a word end: there the last name's own word stands. The same place where it is none. */
export function particleAt(words: readonly string[], from: number): number {
  let at = from;
  while (at < words.length - 1 && PARTICLES.has(bare(words[at] ?? ''))) at++;
  return at;
}

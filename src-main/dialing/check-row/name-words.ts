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
/** Words that begin a last name: “de la Cruz”, “van der Berg”, “St. John”. */
const PARTICLES = listed(
  'de del della delle dello dela da di do dos das du des d la las le los lo van von vom zu zum zur der den dem ter ten te tot af av bin ibn bint abu ' +
    'al el ap san santa st saint ste mac mc y',
);

/** Words that make a name that of a company, an estate or an office. */
const COMPANY = listed(
  'inc incorporated llc llp lp pllc pc plc ltd limited corp corporation company gmbh ohg sarl srl pty ' +
    'trustee university hospital clinic foundation association assn society services service ' +
    'holdings realty properties enterprises enterprise solutions partners partnership associates industries international agency insurance ' +
    'construction plumbing roofing consulting management systems technologies investments ventures restaurant motors dental medical pharmacy ' +
    'landscaping contractors builders supply institute department ministries dba attn',
);
/** The same, unless it is a person's last name: “First Baptist Church”, but not “Frank Church”. */
const COMPANY_OF_SEVERAL = listed('trust bank church college school club group center centre studio salon electric');
/** Legal forms so short that in other capitalization they can be a name: “Muster AG”, but not “Maria Sa”. */
const LEGAL_FORM =
  /\s(?:S\.?A\.?|S\.?p\.?A\.?|S\.?A\.?S\.?|A\.?G\.?|B\.?V\.?|N\.?V\.?|K\.?G\.?|U\.?G\.?|Oy|AB|[Cc]o\.|& Co)$/;

/** Whether a name is that of a company, an estate or an office. */
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

/** Whether a word is a title before a name: “Dr.”, “Mrs”. */
export const isTitle = (word: string): boolean => TITLES.has(bare(word));
/** Whether a word is a suffix after a name: “Jr.”, “III”, “MD”. */
export const isSuffix = (word: string): boolean => SUFFIXES.has(bare(word));
/** Whether a word is an initial: “Q”, “Q.”, “J.R.”. */
export const isInitial = (word: string): boolean => /^(?:\p{L}\.?|(?:\p{L}\.){2,3})$/u.test(word);

/** The index after the particles that begin at a word, where the main word of the last name is. The same index if there are none. */
export function particleAt(words: readonly string[], from: number): number {
  let at = from;
  while (at < words.length - 1 && PARTICLES.has(bare(words[at] ?? ''))) at++;
  return at;
}

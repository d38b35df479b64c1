/** The number of records at the end that are examined. */
export const FOOTER_RECORDS = 8;
const MOST_CELLS = 4;
const WORDS =
  /^\W*(?:grand |sub-?)?totals?\b|^\W*(?:number of |no\. of |#)?(?:rows?|records?|leads?|contacts?|count|sum)\b\s*(?:[:=(]|$)|^\W*end\b(?: of| *\W*$)|^\W*(?:generated|exported|created|printed|downloaded|report|page|copyright|confidential)\b|^©|^\(?\d[\d,.]* (?:rows?|records?|leads?|contacts?)\b/i;
/** Rulers made of dashes, stars and similar. */
const RULER = /^[-=*_#~.\s]+$/;
const PHONE = /^['"=]*\+?(?:[\s().-]*\d){7,}[\s().-]*(?:x\d+)?$/;
const DATE = /^\d{4}-\d\d-\d\d|^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}/;

/** Whether a record at the end of a file is a total, an end mark or a remark, and not a lead. */
export function isFooter(cells: readonly string[], width: number): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const [first] = filled;
  if (
    first === undefined ||
    filled.length > MOST_CELLS ||
    (width > 1 && filled.length >= width && width <= 2 && !WORDS.test(first))
  )
    return false;
  if (filled.some((cell) => cell.includes('@') || (PHONE.test(cell) && !DATE.test(cell)))) return false;
  return WORDS.test(first) || RULER.test(first) || (cells.length === 1 && width >= 3);
}

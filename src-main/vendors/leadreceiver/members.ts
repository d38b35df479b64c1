const TEXT_AT_MOST = 2_000;
/** Longer addresses can't be opened in every browser. */
const ADDRESS_AT_MOST = 8_000;

/** The value of a member: missing, empty, or ambiguous because it occurs more than once with different values. */
export type Scalar = string | null | undefined;

/**
 * The members of one object of an answer, by name without case or prefix. The first given name that exists counts. Values that can't be
 * parsed are added to `unread` as received.
 */
export class Members {
  readonly #values = new Map<string, unknown[]>();
  readonly #object: object;
  readonly #clean: (text: string) => string;
  readonly unread: string[];

  /** Items of a list add what can't be parsed to the object that has the list. */
  constructor(object: object, clean: (text: string) => string, unread: string[] = []) {
    this.#object = object;
    this.#clean = clean;
    this.unread = unread;
    for (const [name, value] of Object.entries(object)) {
      const key = name.slice(name.indexOf(':') + 1).toLowerCase();
      const before = this.#values.get(key);
      if (before) before.push(value);
      else this.#values.set(key, [value]);
    }
  }

  has(...names: readonly string[]): boolean {
    return names.some((name) => this.#values.has(name.toLowerCase()));
  }

  /** The value of the first existing name, which may still contain secrets. */
  raw(...names: readonly string[]): unknown {
    for (const name of names) {
      const values = this.#values.get(name.toLowerCase());
      if (values === undefined) continue;
      const [first] = values;
      return values.every((value) => sameText(value, first)) ? first : values;
    }
    return undefined;
  }

  /** A scalar as text; null if it is empty, undefined if it is missing or not a scalar. */
  scalar(...names: readonly string[]): Scalar {
    const value = this.raw(...names);
    if (value === undefined) return undefined;
    if (value === null) return null;
    if (typeof value !== 'object') return String(value).trim() || null;
    // Repeated elements with the same content count once.
    if (
      Array.isArray(value) &&
      value.length > 0 &&
      value.every((item) => sameText(item, value[0])) &&
      typeof value[0] !== 'object'
    ) {
      return String(value[0]).trim() || null;
    }
    if (!isNil(value)) this.#note(names[0] ?? '', JSON.stringify(value));
    return undefined;
  }

  /** Text for the operator, without secrets; empty if there is none. */
  text(...names: readonly string[]): string {
    // Truncated last, because the rest of a truncated secret would not be found.
    return this.#clean(this.scalar(...names) ?? '').slice(0, TEXT_AT_MOST);
  }

  /** What the receiver says in words, which may also be a list or an object: its texts, one after another. */
  words(...names: readonly string[]): string {
    return this.#clean(wordsIn(this.raw(...names))).slice(0, TEXT_AT_MOST);
  }

  flag(...names: readonly string[]): boolean | null {
    return this.#read(names, (text) =>
      /^(?:true|1|yes)$/i.test(text) ? true : /^(?:false|0|no)$/i.test(text) ? false : undefined,
    );
  }

  /** A whole number above 0, as text. 0 is not an identifier. */
  id(...names: readonly string[]): string | null {
    const found = this.#read(names, (text) =>
      /^\d{1,20}(?:\.0+)?$/.test(text) ? text.replace(/\..*/, '') : undefined,
    );
    return found === null || /^0+$/.test(found) ? null : found;
  }

  /** Dollars. */
  price(...names: readonly string[]): number | null {
    return this.#read(names, (text) => {
      const number = /^(-?)\s*(?:USD?)?\s*\$?\s*(\d*\.?\d+|\d+\.|\d{1,3}(?:,\d{3})+(?:\.\d+)?)(?:\s*USD)?$/i.exec(text);
      return number ? Number(`${number[1]}${number[2]?.replaceAll(',', '')}`) : undefined;
    });
  }

  /** The identifier of a transaction: a GUID, or another word with a digit in it. */
  key(...names: readonly string[]): string | null {
    return this.#read(names, (text) => {
      const bare = text.replace(/^\{(.*)\}$/, '$1');
      return /^(?=.*\d)[\w-]{4,64}$/.test(bare) && this.#clean(bare) === bare && !/^[0-]+$/.test(bare)
        ? bare
        : undefined;
    });
  }

  /** An address that may be opened: HTTPS, complete, without a login in it. */
  address(...names: readonly string[]): string | null {
    return this.#read(names, (text) => {
      const url = text.length <= ADDRESS_AT_MOST && URL.canParse(text) ? new URL(text) : null;
      if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return undefined;
      // As a browser opens it, so that the shown address is the one that is opened.
      return this.#clean(text) === text ? url.href : undefined;
    });
  }

  /** An address that `own` recognizes as the connection's own, in that function's form. */
  ownAddress(name: string, own: (text: string) => string | null): string | null {
    return this.#read([name], (text) => (this.#clean(text) === text ? (own(text) ?? undefined) : undefined));
  }

  /** Adds this object, as received, to what can't be used; `name` is that of the list that it is in. */
  noteWhole(name: string): void {
    this.#note(name, JSON.stringify(this.#object));
  }

  /** Adds a value, as received, to what can't be used. */
  noteValue(name: string): void {
    this.#note(name, this.scalar(name) ?? '');
  }

  /** The objects of a list: in an array, a single one, or under the name of an item. Null if the list is missing. */
  list(name: string, item: string): readonly Members[] | null {
    const value = this.raw(name);
    if (value === undefined) return null;
    const objects = itemsOf(value, item);
    if (objects === null) {
      this.#note(name, typeof value === 'string' ? value : JSON.stringify(value));
      return null;
    }
    return objects.map((object) => new Members(object, this.#clean, this.unread));
  }

  #read<T>(names: readonly string[], read: (text: string) => T | undefined): T | null {
    const text = this.scalar(...names);
    if (text === undefined || text === null) return null;
    const value = read(text);
    if (value !== undefined) return value;
    this.#note(names[0] ?? '', text);
    return null;
  }

  #note(name: string, text: string): void {
    const note = `${name}: ${this.#clean(text).slice(0, 200)}`;
    if (!this.unread.includes(note)) this.unread.push(note);
  }
}

const sameText = (one: unknown, other: unknown): boolean => one === other || String(one) === String(other);
/** An empty element with attributes such as `xsi:nil` is parsed as an object without members. */
const isNil = (value: object): boolean => Object.keys(value).length === 0;

function itemsOf(value: unknown, item: string): readonly object[] | null {
  if (value === null || (typeof value === 'string' && value.trim() === '')) return [];
  if (Array.isArray(value)) return value.every((one) => typeof one === 'object' && one !== null) ? value : null;
  if (typeof value !== 'object') return null;
  const members = Object.entries(value);
  if (members.length === 0) return [];
  const inner = members.find(([name]) => name.slice(name.indexOf(':') + 1).toLowerCase() === item.toLowerCase());
  if (inner) return itemsOf(inner[1], item);
  // An item has values; what has only objects in it is a list whose items have another name.
  const objects = members.flatMap(([, one]: [string, unknown]) => one);
  return objects.every(isObject) ? objects : [value];
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function wordsIn(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value).trim();
  if (Array.isArray(value)) {
    const texts = value.map(wordsIn).filter((text) => text !== '');
    return [...new Set(texts)].join('; ');
  }
  const members = Object.entries(value)
    .map(([name, one]): [string, string] => [name, wordsIn(one)])
    .filter(([, words]) => words !== '');
  // The name of a single member is that of a list's items.
  if (members.length === 1) return members[0]?.[1] ?? '';
  return members.map(([name, words]) => `${name}: ${words}`).join(', ');
}

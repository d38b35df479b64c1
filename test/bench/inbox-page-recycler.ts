/** What the list of the inbox looks like and asks, read from its own page. */
export interface ListLook {
  /** The body of its question for rows, as it was sent. */
  readonly question: string;
  /** What the desk's page proves itself by. */
  readonly token: { readonly header: string; readonly value: string };
  readonly columns: readonly string[];
  /** The grid's `grid-template-columns`. */
  readonly template: string;
  readonly width: number;
  readonly height: number;
  readonly count: number;
  readonly styles: string;
  readonly icons: string;
  readonly statuses: readonly (readonly [status: string, word: string])[];
}

/**
 * Runs in a page that has nothing else: the floor that the inbox is measured against. The same table, written as by hand and for
 * this alone: rows in a tall element, given another lead as they leave the view; the same rows fetched from the same desk, in the
 * same pages and as far ahead, and their texts made the same way. It knows no cursor, no keys, no screen reader and trusts what it is told.
 */
export function recycle(look: ListLook): void {
  const ROW = 32;
  const PAGE = 200;
  type Value = string | number | null;
  interface Rows {
    readonly ids: readonly number[];
    readonly columns: Readonly<Record<string, readonly Value[]>>;
  }
  const style = document.createElement('style');
  style.textContent = `
    .scroller { position: fixed; inset: 0 auto auto 0; width: ${look.width}px; height: ${look.height}px; overflow: auto; overflow-anchor: none; }
    .row { display: grid; grid-template-columns: ${look.template}; align-items: center; height: ${ROW}px; }
    .head { position: sticky; top: 0; z-index: 1; background: var(--bg); border-bottom: 1px solid var(--line); font-weight: 500; }
    .room { position: relative; }
    .room .row { position: absolute; inset: 0 0 auto; border-bottom: 1px solid var(--line); contain: strict; will-change: transform; }
    .row > div { min-width: 0; padding: 0 10px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .row > .end { text-align: end; }
    .icon { display: inline-block; width: 14px; height: 14px; margin-inline-end: 6px; background: var(--text-soft); mask: url("${look.icons}") 0 0 / 84px 14px no-repeat; }
  `;
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = look.styles;
  document.head.replaceChildren(sheet, style);
  const make = (className: string) => {
    const element = document.createElement('div');
    element.className = className;
    return element;
  };
  const scroller = make('scroller');
  const room = make('room');
  const head = make('row head');
  const ends = new Set(['phone', 'attempts', 'experience', 'receivedAt', 'sentAt', 'touchedAt', 'callbackAt']);
  const cellOf = (column: string) => make(ends.has(column) ? 'end' : '');
  head.append(make(''), ...look.columns.map((column) => Object.assign(cellOf(column), { textContent: column })));
  room.style.height = `${look.count * ROW}px`;
  scroller.append(head, room);
  document.body.replaceChildren(scroller);

  const pages = new Map<number, Rows>();
  const asking = new Set<number>();
  const { limit: _, at: __, ...question } = JSON.parse(look.question) as Record<string, unknown>;
  let view = { first: 0, last: 0, direction: 1 };
  const fetchPage = async (page: number) => {
    asking.add(page);
    const response = await fetch('/api/call/leads.rows', {
      method: 'POST',
      headers: { 'content-type': 'application/json', [look.token.header]: look.token.value },
      body: JSON.stringify({ ...question, at: page * PAGE, limit: PAGE }),
    });
    pages.set(page, ((await response.json()) as { value: Rows }).value);
    asking.delete(page);
    const middle = (view.first + view.last) / 2 / PAGE;
    if (pages.size > 60) {
      const far = [...pages.keys()].sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle));
      for (const one of far.slice(0, pages.size - 60)) pages.delete(one);
    }
    schedule();
    ahead();
  };
  const ahead = () => {
    const [from, to] = [Math.floor(view.first / PAGE), Math.floor(view.last / PAGE)];
    const wanted = view.direction === 1 ? [from, to, to + 1, to + 2, to + 3] : [from, to, from - 1, from - 2, from - 3];
    for (const page of wanted) {
      if (page < 0 || page * PAGE >= look.count || pages.has(page) || asking.has(page)) continue;
      if (asking.size < 4) void fetchPage(page);
    }
  };

  const day = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric' });
  const year = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', year: 'numeric' });
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
  const words = new Map(look.statuses);
  const places = new Map(look.statuses.map(([status], i) => [status, `${-14 * i}px 0`]));
  const when = (at: number) => {
    const [then, now] = [new Date(at), new Date()];
    if (now.getTime() - at < 3_600_000) return `${Math.floor((now.getTime() - at) / 60_000)} min ago`;
    if (then.toDateString() === now.toDateString()) return clock.format(then);
    return (then.getFullYear() === now.getFullYear() ? day : year).format(then);
  };
  const textOf = (column: string, value: Value): string => {
    if (value === null || (column === 'attempts' && value === 0)) return '';
    if (column === 'status') return words.get(String(value)) ?? String(value);
    if (column === 'phone') return String(value).replace(/^1?([2-9]\d{2})([2-9]\d{2})(\d{4})$/, '($1) $2-$3');
    return typeof value === 'number' && column.endsWith('At') ? when(value) : String(value);
  };

  const size = Math.ceil(look.height / ROW) + 1;
  const slots = Array.from({ length: size }, () => {
    const element = make('row');
    const tick = document.createElement('input');
    tick.type = 'checkbox';
    const box = make('');
    box.append(tick);
    element.append(box);
    const icon = document.createElement('span');
    icon.className = 'icon';
    const cells = look.columns.map((column) => {
      const cell = cellOf(column);
      const text = document.createTextNode('');
      if (column === 'status') cell.append(icon);
      cell.append(text);
      element.append(cell);
      return text;
    });
    room.append(element);
    return { element, cells, icon, index: -1, filled: false };
  });
  const draw = () => {
    frame = 0;
    const top = scroller.scrollTop;
    const first = Math.min(Math.floor(top / ROW), Math.max(0, look.count - size));
    view = { first, last: first + size, direction: first >= view.first ? 1 : -1 };
    ahead();
    for (let index = first; index < first + size; index++) {
      const slot = slots[index % size];
      if (slot === undefined || (slot.index === index && slot.filled)) continue;
      if (slot.index !== index) slot.element.style.transform = `translateY(${index * ROW}px)`;
      slot.index = index;
      const page = pages.get(Math.floor(index / PAGE));
      slot.filled = page !== undefined;
      look.columns.forEach((column, c) => {
        const value = page?.columns[column]?.[index % PAGE] ?? null;
        const [cell, text] = [slot.cells[c], textOf(column, value)];
        if (cell !== undefined && cell.data !== text) cell.data = text;
        if (column === 'status') slot.icon.style.maskPosition = places.get(String(value)) ?? '0 0';
      });
    }
  };
  let frame = 0;
  const schedule = () => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  scroller.addEventListener('scroll', schedule, { passive: true });
  schedule();
}

// biome-ignore-all lint/a11y/useSemanticElements: rows out of view do not exist, so it cannot be a <table>; ARIA attributes give their number instead
import { harmless } from '../../../src-preload/rules/harmless.ts';

/** The contents of rows. The functions are called at every drawing, so they must be fast. */
export interface RowSource {
  /** Whether the row's data is loaded. */
  has(index: number): boolean;
  /** A cell's text. */
  text(index: number, column: number): string;
  /** The classes of a cell's icon: a mask and its color, which is the fastest way to draw one; empty for none. */
  mark(index: number, column: number): string;
  /** The row's name for a screen reader, at its check box. */
  name(index: number): string;
  readonly ticked: (index: number) => boolean;
}

export interface PoolLook {
  readonly row: string;
  readonly cell: string;
  readonly end: string;
  readonly tickCell: string;
  readonly tick: string;
  readonly cursor: string;
  readonly ticked: string;
}

export interface PoolColumn {
  readonly align?: 'start' | 'end' | undefined;
  /** Whether cells may have an icon. */
  readonly marked?: boolean | undefined;
}

interface Cell {
  readonly text: Text;
  readonly icon: HTMLElement | null;
  shown: string;
  mark: string;
}

interface Slot {
  readonly element: HTMLDivElement;
  readonly tick: HTMLInputElement | null;
  readonly cells: Cell[];
  index: number;
  base: number;
  id: string;
  className: string;
  selected: boolean | null;
  waiting: boolean;
}

/** Rows further than this from the base are positioned from a new one, because huge transforms lose precision. */
const BASE_REACH = 20_000;

/**
 * Only the visible rows: as many elements as fit, each of which gets another row when its own leaves the view. Only what differs is
 * changed, so that a frame takes little time.
 */
export class RowPool {
  readonly #mover: HTMLElement;
  readonly #look: PoolLook;
  readonly #id: string;
  readonly #row: number;
  #columns: readonly PoolColumn[] = [];
  #ticks = false;
  #slots: Slot[] = [];
  #base = 0;

  constructor(mover: HTMLElement, look: PoolLook, id: string, rowHeight: number) {
    this.#mover = mover;
    this.#look = look;
    this.#id = id;
    this.#row = rowHeight;
  }

  /** Sets other columns: all rows are built again. */
  build(columns: readonly PoolColumn[], ticks: boolean): void {
    this.#columns = columns;
    this.#ticks = ticks;
    this.#slots = [];
    this.#mover.replaceChildren();
  }

  /** Shows the list at `offset` px in a view of `view` px; with `all` what is already drawn is drawn again. */
  draw(source: RowSource, count: number, offset: number, view: number, cursor: number, all: boolean): void {
    const first = Math.floor(offset / this.#row);
    const last = Math.min(count - 1, Math.floor((offset + view - 1) / this.#row));
    this.#fit(Math.ceil(view / this.#row) + 1);
    if (Math.abs(first - this.#base) > BASE_REACH) this.#base = first;
    this.#mover.style.transform = `translateY(${this.#base * this.#row - offset}px)`;
    const size = this.#slots.length;
    if (size === 0) return;
    for (let index = first; index < first + size; index++) {
      const slot = this.#slots[index % size];
      if (slot === undefined) continue;
      if (index > last) {
        if (slot.index !== -1) this.#hide(slot);
        continue;
      }
      const moved = slot.index !== index;
      if (moved || slot.base !== this.#base) this.#place(slot, index);
      if (moved || all || slot.waiting) this.#fill(slot, source, index, cursor);
    }
  }

  /** The id of the element with the cursor's row, if there is one. */
  idOf(index: number): string | null {
    return this.#slots.find((s) => index >= 0 && s.index === index && s.id !== '')?.id ?? null;
  }

  /** The row and column of an element inside; null outside of rows. */
  at(target: Element): { readonly index: number; readonly column: number; readonly element: HTMLElement } | null {
    const element = target.closest<HTMLElement>('[role=row]');
    const slot = element === null ? undefined : this.#slots.find((s) => s.element === element);
    if (element === null || slot === undefined || slot.index < 0) return null;
    const cell = target.closest('[role=gridcell]');
    const column = cell === null ? -1 : [...slot.element.children].indexOf(cell) - (this.#ticks ? 1 : 0);
    return { index: slot.index, column, element };
  }

  /** Puts the elements in visual order, for screen readers, when nothing moves. */
  settle(): void {
    if (this.#mover.contains(document.activeElement)) return;
    const inOrder = this.#slots.filter((s) => s.index >= 0).sort((a, b) => a.index - b.index);
    const shown = [...this.#mover.children].filter((e) => !(e as HTMLElement).hidden);
    if (inOrder.every((s, i) => shown[i] === s.element)) return;
    this.#mover.append(...inOrder.map((s) => s.element));
  }

  #fit(size: number): void {
    if (this.#slots.length === size) return;
    // With another size every row gets another element.
    for (const slot of this.#slots) this.#hide(slot);
    while (this.#slots.length > size) this.#slots.pop()?.element.remove();
    while (this.#slots.length < size) {
      const slot = this.#make();
      this.#slots.push(slot);
      this.#mover.append(slot.element);
    }
  }

  #hide(slot: Slot): void {
    slot.index = -1;
    slot.element.hidden = true;
    nameRow(slot, '');
  }

  #place(slot: Slot, index: number): void {
    if (slot.index === -1) slot.element.hidden = false;
    slot.index = index;
    slot.base = this.#base;
    slot.element.style.transform = `translateY(${(index - this.#base) * this.#row}px)`;
    slot.element.setAttribute('aria-rowindex', String(index + 2));
  }

  #fill(slot: Slot, source: RowSource, index: number, cursor: number): void {
    const there = source.has(index);
    const ticked = source.ticked(index);
    const look = this.#look;
    const className = `${look.row}${index === cursor ? ` ${look.cursor}` : ''}${ticked ? ` ${look.ticked}` : ''}`;
    if (slot.className !== className) {
      slot.className = className;
      slot.element.className = className;
    }
    // The id is only needed for `aria-activedescendant`.
    const id = index === cursor ? `${this.#id}-${index}` : '';
    if (slot.id !== id) nameRow(slot, id);
    const selected = this.#ticks ? ticked : index === cursor;
    if (slot.selected !== selected) {
      slot.selected = selected;
      slot.element.ariaSelected = selected ? 'true' : 'false';
    }
    if (slot.waiting === there) {
      slot.waiting = !there;
      slot.element.toggleAttribute('data-waiting', !there);
    }
    if (slot.tick !== null) {
      if (slot.tick.checked !== ticked) slot.tick.checked = ticked;
      if (slot.tick.disabled === there) slot.tick.disabled = !there;
      slot.tick.ariaLabel = there ? `Select ${harmless(source.name(index))}` : `Select row ${index + 1}`;
    }
    for (let c = 0; c < slot.cells.length; c++) {
      const cell = slot.cells[c];
      if (cell === undefined) continue;
      const text = there ? source.text(index, c) : '';
      if (cell.shown !== text) {
        cell.shown = text;
        cell.text.data = harmless(text);
      }
      if (cell.icon === null) continue;
      const mark = there ? source.mark(index, c) : '';
      if (cell.mark !== mark) {
        cell.mark = mark;
        cell.icon.className = mark;
      }
    }
  }

  #make(): Slot {
    const element = document.createElement('div');
    element.role = 'row';
    element.tabIndex = -1;
    element.className = this.#look.row;
    element.hidden = true;
    let tick: HTMLInputElement | null = null;
    if (this.#ticks) {
      const box = document.createElement('div');
      box.role = 'gridcell';
      box.tabIndex = -1;
      box.className = this.#look.tickCell;
      tick = document.createElement('input');
      tick.type = 'checkbox';
      tick.tabIndex = -1;
      tick.className = this.#look.tick;
      box.append(tick);
      element.append(box);
    }
    const cells = this.#columns.map((column, c) => {
      const cell = document.createElement('div');
      cell.role = 'gridcell';
      cell.tabIndex = -1;
      cell.className = column.align === 'end' ? `${this.#look.cell} ${this.#look.end}` : this.#look.cell;
      cell.style.insetInlineStart = `var(--from-${c})`;
      cell.style.width = `var(--width-${c})`;
      const text = document.createTextNode('');
      let icon: HTMLElement | null = null;
      if (column.marked === true) {
        icon = document.createElement('span');
        icon.ariaHidden = 'true';
        cell.append(icon);
      }
      cell.append(text);
      element.append(cell);
      return { text, icon, shown: '', mark: '' };
    });
    return {
      element,
      tick,
      cells,
      index: -1,
      base: Number.NaN,
      id: '',
      className: this.#look.row,
      selected: null,
      waiting: false,
    };
  }
}

/** Sets the id of a row. Without one it has no attribute either, because rows would share an empty id. */
function nameRow(slot: Slot, id: string): void {
  slot.id = id;
  if (id === '') slot.element.removeAttribute('id');
  else slot.element.id = id;
}

import { clampOffset, readScroll, type ScrollMap, scrollMap, topAt } from './scroll-map.ts';

interface Parts {
  /** The element that scrolls. */
  readonly scroller: HTMLElement;
  /** The element with the height of the whole list, or of as much as an element can have. */
  readonly room: HTMLElement;
  /** It is sticky below the head, and the rows are drawn in it. */
  readonly layer: HTMLElement;
  readonly rowHeight: number;
  readonly headHeight: number;
  /** Draws the visible rows, at most once per frame. */
  readonly draw: (all: boolean) => void;
}

/** How long after the last scroll a list counts as resting, ms. */
const RESTS_AFTER_MS = 150;

/**
 * The scroll position of a list, exact to the pixel whatever its length: wheel and keys move it exactly, the scroll bar to any position.
 * See `scroll-map.ts` for why the element's own position isn't enough.
 */
export class GridScroller {
  /** How far the list is scrolled, px. */
  offset = 0;
  /** Height of the view below the head, px. */
  view = 0;
  /** 1 downwards, -1 upwards: the way of the last scroll. */
  direction: 1 | -1 = 1;
  readonly #parts: Parts;
  readonly #stops: (() => void)[] = [];
  #count = 0;
  #map: ScrollMap = scrollMap(0, 0);
  #top = 0;
  #frame = 0;
  #all = false;
  readonly #onWheel = (event: WheelEvent) => this.#wheel(event);
  #resting: ReturnType<typeof setTimeout> | undefined;
  /** Called when the list rests after a scroll. */
  onRest: () => void = () => undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { scroller } = parts;
    const scrolled = () => this.#scrolled();
    scroller.addEventListener('scroll', scrolled, { passive: true });
    const sizes = new ResizeObserver(() => this.#resized());
    sizes.observe(scroller);
    this.#stops.push(
      () => scroller.removeEventListener('scroll', scrolled),
      () => scroller.removeEventListener('wheel', this.#onWheel),
      () => sizes.disconnect(),
    );
    this.#resized();
  }

  /** Sets the number of rows. The position is kept if possible. */
  setCount(count: number): void {
    if (count === this.#count) return;
    this.#count = count;
    this.#remap();
  }

  scrollTo(offset: number): void {
    const to = clampOffset(this.#map, offset);
    if (to !== this.offset) this.direction = to > this.offset ? 1 : -1;
    this.offset = to;
    this.#sync();
    this.redraw(false);
  }

  /** Scrolls a row into view, by as little as necessary. */
  reveal(index: number): void {
    const top = index * this.#parts.rowHeight;
    if (top < this.offset) this.scrollTo(top);
    else if (top + this.#parts.rowHeight > this.offset + this.view)
      this.scrollTo(top + this.#parts.rowHeight - this.view);
  }

  /** Draws at the next frame; with `all` also what is already drawn. */
  redraw(all: boolean): void {
    this.#all ||= all;
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#drawNow();
    });
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#resting);
    for (const stop of this.#stops) stop();
  }

  #drawNow(): void {
    const all = this.#all;
    this.#all = false;
    this.#parts.draw(all);
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      // A scroll that was made and not yet reported must not be undone.
      this.#scrolled();
      this.#sync();
      this.onRest();
    }, RESTS_AFTER_MS);
  }

  #scrolled(): void {
    const top = this.#parts.scroller.scrollTop;
    if (Math.abs(top - this.#top) < 1) return;
    const to = readScroll(this.#map, this.offset, this.#top, top, this.view);
    this.#top = top;
    if (to === this.offset) return;
    this.direction = to > this.offset ? 1 : -1;
    this.offset = to;
    this.redraw(false);
  }

  /** A scaled list is moved by the wheel's own pixels. For one that fits, the browser does that. */
  #wheel(event: WheelEvent): void {
    if (!this.#map.scaled || event.ctrlKey || event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
    const unit = event.deltaMode === 1 ? this.#parts.rowHeight : event.deltaMode === 2 ? this.view : 1;
    const to = clampOffset(this.#map, this.offset + event.deltaY * unit);
    if (to === this.offset) return;
    event.preventDefault();
    this.scrollTo(to);
  }

  #sync(): void {
    const wanted = topAt(this.#map, this.offset, this.view);
    if (Math.abs(wanted - this.#parts.scroller.scrollTop) < 1) return;
    this.#parts.scroller.scrollTop = wanted;
    this.#top = this.#parts.scroller.scrollTop;
  }

  #resized(): void {
    this.view = Math.max(0, this.#parts.scroller.clientHeight - this.#parts.headHeight);
    this.#remap();
  }

  #remap(): void {
    this.#scrolled();
    const { scroller, room, layer, rowHeight } = this.#parts;
    this.#map = scrollMap(this.#count * rowHeight, this.view, window.devicePixelRatio);
    // The browser waits for a listener that may cancel a wheel event, so there is one only if necessary.
    scroller.removeEventListener('wheel', this.#onWheel);
    if (this.#map.scaled) scroller.addEventListener('wheel', this.#onWheel, { passive: false });
    room.style.height = `${this.#map.element}px`;
    layer.style.height = `${Math.min(this.view, this.#map.element)}px`;
    this.offset = clampOffset(this.#map, this.offset);
    this.#sync();
    this.redraw(true);
  }
}

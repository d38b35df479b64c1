import { type BrowserWindow, type Rectangle, screen } from 'electron';
import { z } from 'zod';

/** The part of `electron-store` with the window's position. */
export interface PlaceFile {
  get(name: 'place'): unknown;
  set(name: 'place', place: WindowPlace): void;
}

const windowPlace = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(200),
  height: z.number().int().min(200),
  maximized: z.boolean(),
});
export type WindowPlace = z.infer<typeof windowPlace>;

/** How long the window must not move before its position is stored, ms. */
const REST_MS = 400;
/** How much of the window must be on a screen so that a person can drag it, px. */
const SHOWING = 80;

/** The last position of the window; undefined the first time, or if that screen no longer exists. */
export function rememberedPlace(file: PlaceFile): WindowPlace | undefined {
  const kept = windowPlace.safeParse(file.get('place'));
  if (!kept.success) return undefined;
  const onScreen = screen.getAllDisplays().some(({ workArea }) => shows(kept.data, workArea));
  return onScreen ? kept.data : undefined;
}

function shows(place: Rectangle, area: Rectangle): boolean {
  const across = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x);
  const titleBar = place.y >= area.y - SHOWING / 2 && place.y <= area.y + area.height - SHOWING;
  return across >= SHOWING && titleBar;
}

/** Stores the position of the window when it has stopped moving, and when it closes. */
export function rememberPlace(window: BrowserWindow, file: PlaceFile): void {
  let timer: NodeJS.Timeout | undefined;
  const write = () => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isMinimized()) return;
    const { x, y, width, height } = window.getNormalBounds();
    file.set('place', { x, y, width, height, maximized: window.isMaximized() });
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(write, REST_MS);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('close', write);
  window.on('closed', () => clearTimeout(timer));
}

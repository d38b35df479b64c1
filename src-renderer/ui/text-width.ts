let measure: CanvasRenderingContext2D | null = null;

/** The width of a line of text in the page's font, px. @param size in rem */
export function textWidth(text: string, weight: number, size: number): number {
  measure ??= document.createElement('canvas').getContext('2d');
  if (measure === null) return 0;
  const { fontFamily } = getComputedStyle(document.body);
  const root = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  measure.font = `${weight} ${size * root}px ${fontFamily}`;
  return measure.measureText(text).width;
}

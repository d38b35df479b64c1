/** What Electron hands to a listener that may forbid something (structures/event.md; `preventDefault`). */
export class FakeEvent {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

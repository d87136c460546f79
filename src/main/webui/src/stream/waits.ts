/** Things that are waited for, one of each kind: a new one takes the place of the old. */
export class Waits<Kind extends string> {
  private readonly after: (millis: number, work: () => void) => () => void;
  private readonly takeBack = new Map<Kind, () => void>();

  constructor(after: (millis: number, work: () => void) => () => void) {
    this.after = after;
  }

  has(kind: Kind): boolean {
    return this.takeBack.has(kind);
  }

  set(kind: Kind, millis: number, work: () => void): void {
    this.cancel(kind);
    const takeBack = this.after(millis, () => {
      this.takeBack.delete(kind);
      work();
    });
    this.takeBack.set(kind, takeBack);
  }

  cancel(...kinds: Kind[]): void {
    for (const kind of kinds) {
      this.takeBack.get(kind)?.();
      this.takeBack.delete(kind);
    }
  }
}

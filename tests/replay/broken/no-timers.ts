/** A booking that waits for nothing but people. */
export class Timers {
  rang(): boolean {
    return false;
  }

  get ringing(): boolean {
    return false;
  }

  arm(): void {
    return undefined;
  }
}

/** Nobody hands out anything. */
export function openLanes(): void {
  // Left out on purpose.
}

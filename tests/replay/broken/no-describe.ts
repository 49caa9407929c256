/** A booking that operators cannot read. */
export const firstDescribed = () => ({ phase: '', slot: '' });

export function describe(): void {
  return undefined;
}

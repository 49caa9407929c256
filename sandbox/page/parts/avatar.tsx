const tones = 7;

/** A round with the first letter; always the same colour for the same one. */
export function Avatar({ id, name, small = false }: { id: number; name: string; small?: boolean }) {
  const letter = [...name.trim()][0]?.toUpperCase() ?? '?';
  return (
    <span class={`avatar tone-${Math.abs(id) % tones} ${small ? 'small' : ''}`} aria-hidden="true">
      {letter}
    </span>
  );
}

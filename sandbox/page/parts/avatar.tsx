const tones = 7;
const letters = new Intl.Segmenter();

/** A round with the first letter; always the same colour for the same one. */
export function Avatar({ id, name, small = false }: { id: number; name: string; small?: boolean }) {
  const letter = letters.segment(name.trim())[Symbol.iterator]().next().value?.segment.toUpperCase() ?? '?';
  return (
    <span class={`avatar tone-${Math.abs(id) % tones} ${small ? 'small' : ''}`} aria-hidden="true">
      {letter}
    </span>
  );
}

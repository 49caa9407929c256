const paths = {
  back: 'M15 5l-7 7 7 7',
  send: 'M4 12l16-8-5 16-3-7-8-1z',
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  clip: 'M8 12.5l6-6a3 3 0 0 1 4.3 4.3l-8 8a5 5 0 0 1-7-7l8-8',
  more: 'M12 6v.01M12 12v.01M12 18v.01',
  beside: 'M4 5h7v14H4zM15 5h5v14h-5z',
  tools: 'M5 7h14M5 12h14M5 17h9',
  keyboard: 'M4 7h16v10H4zM8 11h.01M12 11h.01M16 11h.01M8 14h8',
  down: 'M6 10l6 6 6-6',
  pin: 'M9 4h6l-1 6 3 3H7l3-3-1-6zM12 13v7',
  file: 'M7 3h7l4 4v14H7zM14 3v4h4',
  place: 'M12 21s6-6.5 6-11a6 6 0 1 0-12 0c0 4.5 6 11 6 11zM12 10v.01',
  slash: 'M15 5L9 19',
  edit: 'M5 19l1-4L16 5l3 3L9 18z',
  reply: 'M10 6l-6 6 6 6M4 12h9a7 7 0 0 1 7 7',
  away: 'M8 16L16 8M9 8h7v7',
  copy: 'M9 9h10v10H9zM5 15V5h10',
  channel: 'M4 10v4h4l8 5V5l-8 5zM19 9v6',
  check: 'M5 13l4 4L19 7',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}

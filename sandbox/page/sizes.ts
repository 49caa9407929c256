export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export const shareable = (at: { latitude: number; longitude: number }): string =>
  `${at.latitude.toFixed(4)}, ${at.longitude.toFixed(4)}`;

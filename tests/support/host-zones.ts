import { expect, vi } from 'vitest';

const zones = ['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Australia/Adelaide', 'Europe/Moscow'];

/** Runs `check` as if this computer stood in each of these zones. */
export function inEveryHostZone(check: () => void): void {
  try {
    for (const zone of zones) {
      vi.stubEnv('TZ', zone);
      expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
      check();
    }
  } finally {
    vi.unstubAllEnvs();
  }
}

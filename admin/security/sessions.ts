import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { UserId } from '../../core/shared/ids.ts';

const hourMs = 60 * 60_000;
/** Not used for so long: signed out. */
export const idleMs = 12 * hourMs;
/** However much it is used. */
export const longestMs = 7 * 24 * hourMs;

export type StoredSession = {
  readonly id: string;
  readonly user_id: UserId;
  readonly created_at: number;
  readonly seen_at: number;
};

/** Written on every page would be a write per page; this is near enough. */
const seenAnewMs = 5 * 60_000;

export const isLive = ({ created_at, seen_at }: StoredSession, now: number): boolean =>
  now - seen_at < idleMs && now - created_at < longestMs;

export const isWorthNoting = ({ seen_at }: StoredSession, now: number): boolean => now - seen_at > seenAnewMs;

/** 256 random bits, shown to one browser; the store has only the hash. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** Of the session's own token, so that it needs no place to be kept: who knows it knows the session anyway. */
const formHash = (token: string): Buffer => createHash('sha256').update(`form:${token}`).digest();

const apart = (one: Buffer, other: Buffer): Buffer =>
  Buffer.from(one.map((byte, at) => byte ^ (other[at] ?? 0)));

/**
 * Another text each time, hidden behind random bytes that stand before it: a page is compressed and may hold what somebody
 * typed, and how short it gets must tell nothing of what else is in it.
 */
export function formTokenOf(token: string): string {
  const hash = formHash(token);
  const mask = randomBytes(hash.length);
  return Buffer.concat([mask, apart(hash, mask)]).toString('base64url');
}

export function isFormTokenOf(token: string, given: unknown): boolean {
  if (typeof given !== 'string') return false;
  const wanted = formHash(token);
  const said = Buffer.from(given, 'base64url');
  if (said.length !== 2 * wanted.length) return false;
  return timingSafeEqual(wanted, apart(said.subarray(wanted.length), said.subarray(0, wanted.length)));
}

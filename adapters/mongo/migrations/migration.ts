import type { Db } from 'mongodb';

/** A numbered step, run once; written so that running it twice changes nothing, because a crash may cut it off half-way. */
export type Migration = { readonly id: number; readonly name: string; up(db: Db): Promise<void> };

import type { UserId } from '../../../core/shared/ids.ts';
import type { RoleVerdict, StaffRole } from '../../../core/staff/role-change.ts';

export type Member = {
  readonly user_id: UserId;
  readonly name: string;
  readonly username: string | null;
  readonly telegram_id: number | null;
  readonly role: StaffRole;
  /** Of the password; null: there is none. */
  readonly login: string | null;
  readonly seen_at: number | null;
  /** Until when a link that nobody has used yet works. */
  readonly link_until: number | null;
};
export type NewMember = {
  readonly name: string;
  readonly username: string | null;
  readonly telegram_id: number | null;
  readonly role: StaffRole;
};

/** What is wrong with what was typed, by field. */
export type InviteFaults = Partial<Record<keyof NewMember, string>>;

export type Team = {
  /** Of one company, in the order they came. */
  list(company: string): Promise<readonly Member[]>;
  member(company: string, user: UserId): Promise<Member | undefined>;
  /** `taken`: that account is somebody's who works here already, or somewhere else. */
  invite(company: string, member: NewMember, at: number): Promise<{ readonly user_id: UserId } | 'taken'>;
  /**
   * `to: null`: no staff any more; their sessions and links end. Of changes that happen at once each is decided on what the
   * one before left.
   */
  change(
    company: string,
    user: UserId,
    to: StaffRole | null,
  ): Promise<'changed' | 'gone' | Exclude<RoleVerdict, 'fine'>>;
};

import type {
  GroupCode,
  GroupCodeAnswer,
  GroupLost,
  TopicSaid,
  TopicSaidAnswer,
  TopicState,
} from '../../contracts/api/staff-group.ts';
import type { UserId } from '../../core/shared/ids.ts';

/** Who of staff did what to whose conversation. */
type GroupAct = { readonly company_id: string; readonly by: UserId; readonly user: UserId };

/** The group of a company's coordinators in Telegram, and what they do in its topics. */
export type StaffGroups = {
  /** `by`: once it is connected. */
  connect(
    code: GroupCode,
  ): Promise<GroupCodeAnswer & { readonly by?: { readonly company_id: string; readonly user: UserId } }>;
  /** False: it was nobody's. */
  lost(lost: GroupLost): Promise<boolean>;
  /** Once per update. `kept`: it is an answer; `wake`: whose conversation has something to do now. */
  said(
    said: TopicSaid,
  ): Promise<
    TopicSaidAnswer & { readonly kept?: GroupAct & { readonly key: string }; readonly wake?: UserId }
  >;
  /** undefined: nothing was changed by it. */
  topic(state: TopicState): Promise<GroupAct | undefined>;
};

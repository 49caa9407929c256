import type {
  AdBody,
  ChangeAd,
  ChangeSetting,
  CreateAd,
  SettingBody,
} from '../../contracts/api/notifications.ts';
import type { Setting } from '../../core/notify/settings.ts';
import type { Page, PageWanted } from './page.ts';

/** Settings and ad templates of one company; another's are none. */
export type NotifyDesk = {
  settings(company: string, query: PageWanted): Promise<Page<SettingBody>>;
  setting(company: string, setting: string): Promise<SettingBody | undefined>;
  /** undefined: there is a row for this cell and channel. */
  addSetting(company: string, wanted: Setting): Promise<SettingBody | undefined>;
  changeSetting(company: string, setting: string, edit: ChangeSetting): Promise<SettingBody | undefined>;
  removeSetting(company: string, setting: string): Promise<boolean>;
  ads(company: string, query: PageWanted): Promise<Page<AdBody>>;
  ad(company: string, ad: string): Promise<AdBody | undefined>;
  addAd(company: string, wanted: CreateAd): Promise<AdBody>;
  /** `changed_meanwhile`: it is not as it was seen any more. */
  changeAd(company: string, ad: string, edit: ChangeAd): Promise<AdBody | 'changed_meanwhile' | undefined>;
  /** Out of the settings that name it, too. */
  removeAd(company: string, ad: string): Promise<boolean>;
};

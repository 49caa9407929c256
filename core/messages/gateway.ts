// The little that is said before anybody's workflow can speak.
import type { Lang } from '../i18n/lang.ts';
import { plain } from '../i18n/t.ts';

export const workingText = (lang: Lang): string => plain('answer.working', lang);
/** What came is kept, and answered when it can be. */
export const oneMomentText = (lang: Lang): string => plain('one_moment.text', lang);
export const impossibleText = (lang: Lang): string => plain('impossible.text', lang);

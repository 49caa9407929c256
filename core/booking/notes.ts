const mark = 'note:';

/** What stands in place of words that were kept elsewhere: workflows and queues carry ids only. */
export const noteRef = {
  write: (id: string): string => `${mark}${id}`,
  read: (text: string): string | undefined => (text.startsWith(mark) ? text.slice(mark.length) : undefined),
};

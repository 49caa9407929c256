/** False when half of a surrogate pair stands alone: such a text cannot be UTF-8. */
export const isWellFormed = (text: string): boolean => Buffer.from(text, 'utf8').toString('utf8') === text;

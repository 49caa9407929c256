/** The company that runs the installation; the first migration makes it. */
export const defaultCompany = 'default';

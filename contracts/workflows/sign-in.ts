/** Sends a code to whoever asked to sign in, if they are staff; ends the same way for whoever is not. */
export const signInWorkflowType = 'signInWorkflow';
export const signInWorkflowId = (attempt: string): string => `sign-in:${attempt}`;

/** `attempt`: the hash of what the browser keeps. Neither the code nor whose it is comes in here. */
export type SignInInput = { readonly v: 1; readonly attempt: string };
export type SignInResult = { readonly v: 1; readonly sent: 'sent' | 'nobody' | 'unreachable' | 'failed' };

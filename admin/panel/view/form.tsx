/** Proves that the form was drawn for this session. */
export const FormToken = ({ token }: { readonly token: string | undefined }) =>
  token === undefined ? null : <input type="hidden" name="form_token" value={token} />;

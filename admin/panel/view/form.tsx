import type { ComponentChildren } from 'preact';

/** Proves that the form was drawn for this session. */
export const FormToken = ({ token }: { readonly token: string | undefined }) =>
  token === undefined ? null : <input type="hidden" name="form_token" value={token} />;

type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with what was typed; what was typed stays. */
  readonly fault?: string | undefined;
  readonly children: ComponentChildren;
};

/** A label, its input, what helps and what is wrong: tied together for those who listen to the page. */
export const Field = ({ name, label, hint, fault, children }: FieldProps) => (
  <div class="field">
    <label for={name}>{label}</label>
    {children}
    {hint && (
      <span class="hint" id={`${name}-hint`}>
        {hint}
      </span>
    )}
    {fault && (
      <span class="fault" id={`${name}-fault`}>
        {fault}
      </span>
    )}
  </div>
);

/** The attributes an input of `Field` needs. */
export const inputOf = ({ name, hint, fault }: Pick<FieldProps, 'name' | 'hint' | 'fault'>) => ({
  id: name,
  name,
  ...((hint || fault) && {
    'aria-describedby': [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(' '),
  }),
  ...(fault && { 'aria-invalid': 'true' as const }),
});

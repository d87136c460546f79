import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes, useId } from 'react';
import { classes } from './classes';

const BOX = 'rounded-lg border border-edge bg-surface px-3 text-sm text-ink placeholder:text-soft aria-invalid:border-down';

interface Props {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null;
  /** Gets what ties the box to its label, hint and error. */
  children(box: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }): ReactNode;
}

/** A labelled box with a hint, and an error that is read out together with it. */
export function Field({ label, hint, error, children }: Props) {
  const id = useId();
  const described = [hint && id + '-hint', error && id + '-error'].filter(Boolean).join(' ');
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {hint && (
        <p id={id + '-hint'} className="text-xs text-soft">
          {hint}
        </p>
      )}
      {error && (
        <p id={id + '-error'} className="text-xs font-medium text-down">
          {error}
        </p>
      )}
    </div>
  );
}

export const Input = ({ className, ...rest }: InputHTMLAttributes<HTMLInputElement>) => (
  <input className={classes(BOX, className ?? 'h-10 w-full')} {...rest} />
);

export const TextArea = ({ className, ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement>) => (
  <textarea className={classes(BOX, 'py-2 w-full', className)} {...rest} />
);

export const Select = ({ className, children, ...rest }: SelectHTMLAttributes<HTMLSelectElement>) => (
  <select className={classes(BOX, 'pr-2', className ?? 'h-10 w-full')} {...rest}>
    {children}
  </select>
);

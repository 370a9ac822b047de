/** The parts that the fields of the settings are made of: a label, a control, its problem and its hint. */
import type { Child } from 'hono/jsx'

/** A sentence by the name of the field it belongs to. */
export type Errors = Readonly<Record<string, string>>

interface FieldProps {
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly errors: Errors
  readonly children?: Child
}

export function Field({ name, label, hint, errors, children }: FieldProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {children}
      <Problem name={name} errors={errors} />
      {hint ? <p class="meta tight">{hint}</p> : null}
    </div>
  )
}

export function Problem({ name, errors }: { name: string; errors: Errors }) {
  return errors[name] ? (
    <p class="problem" id={`${name}-error`}>
      {errors[name]}
    </p>
  ) : null
}

interface ControlProps {
  readonly name: string
  readonly value: string
  readonly errors: Errors
}

interface InputProps extends ControlProps {
  readonly type: 'date' | 'time' | 'text' | 'number'
  /** For one of several controls under one legend. */
  readonly label?: string
}

export function Input({ name, type, value, label, errors }: InputProps) {
  return (
    <input
      id={name}
      name={name}
      type={type}
      value={value}
      inputmode={type === 'number' ? 'numeric' : undefined}
      aria-label={label}
      {...described(name, errors)}
    />
  )
}

export function Choice({
  name,
  value,
  options,
  errors,
}: ControlProps & { options: readonly (readonly [string, string])[] }) {
  return (
    <select id={name} name={name} {...described(name, errors)}>
      {options.map(([key, words]) => (
        <option value={key} selected={key === value}>
          {words}
        </option>
      ))}
    </select>
  )
}

const described = (name: string, errors: Errors) =>
  errors[name] ? { 'aria-invalid': 'true' as const, 'aria-describedby': `${name}-error` } : {}

export function Tick({ name, checked, label, hint }: { name: string; checked: boolean; label: string; hint: string }) {
  return (
    <div class="field">
      <label class="tick">
        <input type="checkbox" name={name} value="on" checked={checked} /> {label}
      </label>
      <p class="meta tight">{hint}</p>
    </div>
  )
}

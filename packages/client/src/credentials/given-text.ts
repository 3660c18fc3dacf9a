import { InvalidCredentialError } from './credential-error.js'

/** A text without the blanks around it that come along when it is copied; refused when nothing is left. */
export function givenText(value: unknown, what: string): string {
  const text = typeof value === 'string' ? value.trim() : ''
  if (text === '') throw new InvalidCredentialError(`${what} is empty. Make one at https://kling.ai/dev/api-key`)
  return text
}

/** A text without the credentials of the run, and without anything that looks like one. */
export function withoutSecrets(text: string, secrets: readonly string[] = []): string {
  const known = secrets.reduce((cleaned, secret) => (secret.length > 0 ? cleaned.replaceAll(secret, '[secret]') : cleaned), text)
  return known
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, '[token]')
    .replace(/\bBearer\s+[^\s"',;]+/gi, 'Bearer [token]')
    .replace(/(https?:\/\/[^\s"'?#]+)\?[^\s"'#]*/g, '$1?[query]')
}

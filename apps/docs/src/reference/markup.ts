/** Texts about fields are written once, with code between backticks and links as in Markdown; here they become what a page or a search record needs. */

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** As HTML on one line, which Markdown leaves alone. */
export function inlineHtml(text: string): string {
  return text
    .split(/(`[^`]*`|\[[^\]]*\]\([^)\s]*\))/)
    .map((part) => {
      if (part.startsWith('`') && part.length > 1) return `<code>${escapeHtml(part.slice(1, -1))}</code>`
      const [, label, target] = /^\[([^\]]*)\]\((.*)\)$/.exec(part) ?? []
      return label && target ? `<a href="${escapeHtml(target)}">${escapeHtml(label)}</a>` : escapeHtml(part)
    })
    .join('')
    .replaceAll(/\s*\n\s*/g, ' ')
}

export function plainText(text: string): string {
  return text.replaceAll(/`([^`]*)`/g, '$1').replaceAll(/\[([^\]]*)\]\([^)\s]*\)/g, '$1')
}

/** A value as it stands in a body. */
export function code(value: unknown): string {
  return `\`${typeof value === 'string' ? value || '""' : JSON.stringify(value)}\``
}

/** `a`, `b` or `c`. */
export function oneOf(values: readonly unknown[]): string {
  const texts = values.map(code)
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`
}

import { errors } from '@klingkit/openapi'
import { escapeHtml } from './markup.ts'
import type { Schema } from './schema.ts'

const meanings = new Map(errors.codes.map(({ code, meaning }) => [code, meaning]))

/** Which errors an operation answers: per status the codes, each a link to what it means and how it is mended. */
export function errorList(responses: Record<string, Schema>): string {
  const rows = Object.entries(responses)
    .filter(([status]) => Number(status) >= 400)
    .map(([status, { description, content }]) => {
      const examples: Schema[] = Object.values(content?.['application/json']?.examples ?? {})
      const codes = [...new Set(examples.map(({ value }) => value.code as number))].toSorted((one, other) => one - other)
      const links = codes.map((code) => `<li><a href="../../../tables/errors/#${code}">${code}</a> ${escapeHtml(meanings.get(code) ?? '')}</li>`)
      return `<dt>${status} <span>${escapeHtml(description)}</span></dt><dd><ul>${links.join('')}</ul></dd>`
    })
  return rows.length > 0 ? `<dl class="error-list">${rows.join('')}</dl>` : ''
}

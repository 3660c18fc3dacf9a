import type { Field, PlacedRule } from './field.ts'
import { escapeHtml, inlineHtml } from './markup.ts'
import { ruleWords } from './rule-words.ts'

const statusFact = /^(deprecated|retired|experimental)/

/** What stands beside the name of a field: limits first, then what it is, then what else must be known. */
export function fieldMarkdown(field: Field): string {
  const { anchor, facts, values, description, notes, rules } = field
  const items = facts.map((fact, index) => `<li${index === 0 ? ' class="type"' : statusFact.test(fact) ? ' class="status"' : ''}>${inlineHtml(fact)}</li>`)
  return [
    `<div class="field-facts" data-field="${escapeHtml(anchor)}"><ul>${items.join('')}</ul></div>`,
    description,
    values.length > 0 &&
      `<details class="field-values"><summary>All ${values.length} values</summary><p>${values.map((value) => `<code>${escapeHtml(value)}</code>`).join(' ')}</p></details>`,
    notes.length + rules.length > 0 &&
      `<ul class="field-notes">${[...notes.map((note) => `<li>${inlineHtml(note)}</li>`), ...rules.map(ruleNote)].join('')}</ul>`,
  ]
    .filter(Boolean)
    .join('\n\n')
}

function ruleNote(rule: PlacedRule): string {
  const text = rule.message === undefined ? '' : `<q>${escapeHtml(rule.message)}</q> `
  return `<li class="rule"><a href="#${ruleAnchor(rule)}">Rule</a> ${text}${inlineHtml(ruleWords(rule))}</li>`
}

/** That many stand open above the fields. */
const fewRules = 4

/** The rules of a body in one list. */
export function rulesMarkdown(rules: PlacedRule[], anchorOfField: (rule: PlacedRule) => string | undefined): string {
  if (rules.length === 0) return ''
  const items = rules.map((rule) => {
    const anchor = anchorOfField(rule)
    const place = anchor ? `, at <a href="#${escapeHtml(anchor)}"><code>${escapeHtml(anchor)}</code></a>` : ''
    const name = rule.name ? `<strong>${escapeHtml(rule.name)}</strong>` : '<strong>always</strong>'
    const message = rule.message === undefined ? '' : `<q>${escapeHtml(rule.message)}</q> `
    return `<li id="${ruleAnchor(rule)}">${name}${place}<br>${message}${inlineHtml(ruleWords(rule))}</li>`
  })
  const heading = `${rules.length} ${rules.length === 1 ? 'rule' : 'rules'} over several fields, with the message of the service`
  return `<details class="rules"${rules.length > fewRules ? '' : ' open'}><summary>${heading}</summary><ul>${items.join('')}</ul></details>`
}

function ruleAnchor({ base, name, place }: PlacedRule): string {
  const where = base.replaceAll(/[^\w.=-]+/g, '-').replace(/-$/, '')
  return escapeHtml(['rule', place, where, name ?? 'always'].filter(Boolean).join('-'))
}

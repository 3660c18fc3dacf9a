import { gateways, type Operation, type OperationId, pricing } from '@klingkit/openapi'
import { code, inlineHtml } from './markup.ts'
import type { Schema } from './schema.ts'

/** What stands at the head of an operation's page: its text, then what else is known of it. */
export function operationMarkdown(source: Schema, operation: Operation | undefined, linkTo: (id: string) => string): string {
  const rows = [['Operation', code(source['operationId'])], ...(operation ? operationRows(operation, linkTo) : [])]
  const standard = standards[source['x-kling-standard']]
  if (standard) rows.push(['Standard', standard])
  const list = rows.map(([name, text]) => `<div><dt>${name}</dt><dd>${inlineHtml(text!)}</dd></div>`).join('')
  return [badgeOf(source['x-kling-status'], operation), source['description'], `<dl class="operation-facts">${list}</dl>`].filter(Boolean).join('\n\n')
}

const standards: Record<string, string> = {
  legacy: 'legacy (`/v1`: flat body, `task_id`, `succeed`)',
  new: 'new (`contents`, `settings`, `options`; `id`, `succeeded`)',
  account: 'account',
}

const badges: Record<string, string> = {
  deprecated: 'Deprecated: it still answers, but is no longer offered for new work.',
  experimental: 'Experimental: not officially documented, known through gateways only.',
}

function badgeOf(status: string, operation: Operation | undefined): string {
  if (status === 'current') return ''
  const retired = operation?.retired
  const text = retired ? `Retired: the service answers ${code(retired.code)} ${code(retired.message)}.` : (badges[status] ?? status)
  return `<p class="operation-status" data-status="${status}">${inlineHtml(text)}</p>`
}

function operationRows(operation: Operation, linkTo: (id: string) => string): string[][] {
  const { id, call, kind, since, firstSeen, until, task, makes, selection } = operation
  const rows = [
    ['Client call', code(`kling.${call}`)],
    ['Kind', kind],
  ]
  if (task) {
    const reads = [task.get, task.list].filter((each) => each !== undefined).map(linkTo)
    rows.push([
      'Result',
      `${task.results.map(code).join(', ')}${task.product ? ` (${task.product})` : ''}${reads.length > 0 ? `; read by ${reads.join(' and ')}` : ''}`,
    ])
    if (task.id) rows.push(['Id of the task', code(task.id)])
    if (task.done) rows.push(['Word for success', code(task.done)])
    if (task.adds_seconds) rows.push(['Length', `${task.adds_seconds} s longer than the video it starts from`])
  }
  for (const { kind: made, at, list } of makes ?? [])
    rows.push(['Makes', `${made}, its id is ${code(`data.${at}`)}${list ? `; listed by ${linkTo(list)}` : ''}`])
  if (selection) rows.push(['Selection', selectionText(selection)])
  if (isPriced(id)) rows.push(['Price', '[price table](../../../tables/prices/)'])
  const relayed = relaysOf(id)
  if (relayed.length > 0) rows.push(['Relayed by', relayed.join(', ')])
  if (since) rows.push(['Since', since])
  if (firstSeen) rows.push(['First seen', firstSeen])
  if (until) rows.push(['Until', until])
  return rows
}

function selectionText({ change, items, group, max_groups, max_items, shown }: NonNullable<Operation['selection']>): string {
  const what: Record<string, string> = { add: 'adds to', remove: 'removes from', clear: 'clears' }
  const parts = [`${what[change]} what is marked in the session`]
  if (items) parts.push(`by ${code(items)}${max_items ? `, at most ${max_items}` : ''}`)
  if (group) parts.push(`per ${code(group)}${max_groups ? `, at most ${max_groups} of them` : ''}`)
  if (shown) parts.push(`shown in ${code(shown)}`)
  return parts.join('; ')
}

function isPriced(id: OperationId): boolean {
  return pricing['prices'].some((row: { operations: string[] }) => row.operations.includes(id))
}

function relaysOf(id: OperationId): string[] {
  return Object.values(gateways).flatMap(({ title, operations }) => {
    const entry = operations.find((each) => each.id === id)
    return entry ? [`${title} at ${code(`${entry.method} ${entry.path}`)}${entry.inferred ? ' (inferred)' : ''}`] : []
  })
}

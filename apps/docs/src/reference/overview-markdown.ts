import { operations, type Standard } from '@klingkit/openapi'
import type { Schema } from './schema.ts'

/** The head of the reference: what the document says of itself, the hosts, and what there is of each generation. */
export function overviewMarkdown(description: string, servers: Schema[]): string {
  const rows = (['legacy', 'new', 'account'] as Standard[]).map((standard) => {
    const own = operations.filter((operation) => operation.standard === standard)
    const ended = own.filter(({ status }) => status === 'deprecated' || status === 'retired').length
    const experimental = own.filter(({ status }) => status === 'experimental').length
    return `| ${standard} | ${own.length} | ${own.filter(({ task }) => task).length} | ${ended} | ${experimental} |`
  })
  return [
    description,
    'Each field has an address of its own, and the search knows all of them: type an operation and a field, such as `image2video prompt`. The limits stand in the result.',
    [
      '| Standard | Operations | Of them create tasks | Deprecated or retired | Experimental | For example |',
      '| --- | --- | --- | --- | --- | --- |',
      ...rows,
    ].join('\n'),
    ['| Host | For |', '| --- | --- |', ...servers.map(({ url, description: what }) => `| \`${url}\` | ${what} |`)].join('\n'),
    'How the two generations differ in use: [moving to the new standard](../guides/new-standard/). Credentials: see [authentication](#authentication) below. Errors: [the table of errors](../tables/errors/).',
  ].join('\n\n')
}

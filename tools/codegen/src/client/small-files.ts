import { resolved } from './operations.ts'

/** The servers of the document, by the name in their address. */
export function regionsCode(document: any): string {
  const regions = document.servers.map(({ url, description }: any) => {
    const name = new URL(url).hostname.match(/^api-(\w+)\./)?.[1]
    if (!name) throw new Error(`${url} does not tell the name of its region`)
    return `  /** ${description}. */\n  ${name}: '${url}',`
  })
  return `\n/** The servers of the document. */\nexport const regions = {\n${regions.join('\n')}\n} as const\n\nexport type Region = keyof typeof regions\n`
}

/** How far legacy lists can be read, and how many tasks one read by ids takes. */
export function pageLimitsCode(document: any): string {
  const { PageNum, PageSize } = document.components.parameters
  return `
/** The greatest values that legacy lists take, and how many ids one read of \`/tasks\` or \`/solutions\` takes. */
export const pageLimits = { pageNum: ${PageNum.schema.maximum}, pageSize: ${PageSize.schema.maximum}, ids: ${idsPerRead(document)} } as const
`
}

/** The pattern of the list of ids tells how many it may hold. */
function idsPerRead(document: any): number {
  const reads = Object.values<any>(document.paths).flatMap(({ get }) => (get?.['x-kling-kind'] === 'query many by id' ? [get] : []))
  const limits = reads.flatMap(({ parameters }) =>
    parameters.map((parameter: any) => 1 + Number(/\{0,(\d+)\}\$$/.exec(resolved(document, parameter).schema.pattern)?.[1])),
  )
  if (!Number.isInteger(Math.min(...limits))) throw new Error('the patterns of task_ids and external_task_ids do not tell how many ids they may hold')
  return Math.min(...limits)
}

export function versionCode(version: string): string {
  return `\n/** Version of this package. */\nexport const version = '${version}'\n`
}

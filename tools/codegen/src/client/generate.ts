import { descriptorsCode } from './descriptors-file.ts'
import { errorCodesCode } from './error-codes-file.ts'
import { klingCode } from './kling-file.ts'
import { type ClientOperation, clientOperations } from './operations.ts'
import { operationsCode } from './operations-file.ts'
import { pageLimitsCode, regionsCode, versionCode } from './small-files.ts'
import { tableCode } from './table-file.ts'
import { taskFacts } from './task-facts.ts'
import { tasksCode } from './tasks-file.ts'

/** What the client is made of, beside the types: files by their names. */
export function clientFiles(document: any, data: { durations: any; errors: any; version: string; types: string }): Record<string, string> {
  const operations = clientOperations(document)
  const factsOf = (create: ClientOperation) => taskFacts(document, operations, data.durations.rows, create)
  return {
    'operations.gen.ts': operationsCode(operations, data.types),
    'descriptors.gen.ts': descriptorsCode(operations, factsOf),
    'table.gen.ts': tableCode(operations, factsOf),
    'kling.gen.ts': klingCode(operations, data.types),
    'tasks.gen.ts': tasksCode(document, operations, data.types),
    'error-codes.gen.ts': errorCodesCode(data.errors.codes),
    'regions.gen.ts': regionsCode(document),
    'page-limits.gen.ts': pageLimitsCode(document),
    'version.gen.ts': versionCode(data.version),
  }
}

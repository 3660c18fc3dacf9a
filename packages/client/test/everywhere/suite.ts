import { callbackChecks } from './checks/callbacks.ts'
import { credentialChecks } from './checks/credentials.ts'
import { downloadChecks } from './checks/download.ts'
import { exactnessChecks } from './checks/exactness.ts'
import { gatewayChecks } from './checks/gateways.ts'
import { pageChecks } from './checks/page.ts'
import { safetyChecks } from './checks/safety.ts'
import { taskChecks } from './checks/tasks.ts'
import { type Place, type Report, runChecks } from './harness.ts'

/** The one suite of all runtimes; `tools/everywhere` bundles it to one file and starts it in each. */
export function suite(place: Place): Promise<Report> {
  const ofPages = place.proxy === undefined ? [] : pageChecks
  return runChecks(
    [...taskChecks, ...safetyChecks, ...credentialChecks, ...exactnessChecks, ...callbackChecks, ...downloadChecks, ...gatewayChecks, ...ofPages],
    place,
  )
}
